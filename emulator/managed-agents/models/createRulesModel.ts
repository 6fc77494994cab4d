import type { Model } from '../model.ts';
import { countTokens } from './countTokens.ts';
import type { Chooser } from './rules/chooseOption.ts';
import { createChooser } from './rules/chooseOption.ts';
import { readBlocks } from './rules/readBlocks.ts';
import type { Field, ReplyForm } from './rules/readFields.ts';
import { readFields } from './rules/readFields.ts';
import { readRules } from './rules/readRules.ts';
import type { Text } from './rules/readText.ts';
import { readText } from './rules/readText.ts';
import type { Latency } from './sampleLatency.ts';
import { sampleLatency } from './sampleLatency.ts';

export interface RulesModelOptions {
  /** How long a turn takes; 0 ms when absent. */
  readonly latency?: Latency;
}

/**
 * A small stand-in for a model that triages texts. It obeys the system prompt it is given: it takes the labels
 * from the prompt with the words beside each, weighs those words against the text, and applies every rule it
 * finds in the prompt ("anything about X goes to Y", "if the text mentions X, route it to Y, unless …"). So
 * a changed prompt really changes the routing, and the same prompt and text always give the same reply.
 *
 * It is no language model. It knows no synonyms, no context and no other language than English, it reads only
 * the forms of rules that README.md in this folder lists, and being deterministic it shows nothing
 * of a real model's noise: a score it gives says nothing about the score that a real model would have.
 */
export function createRulesModel(options: RulesModelOptions = {}): Model {
  const latency = options.latency ?? 0;
  const readings = new Map<string, (text: Text) => string>();

  return {
    answer({ system, text, random }) {
      let reader = readings.get(system);
      if (reader === undefined) {
        // Prompts are few; a test that makes thousands of them should not keep them all.
        if (readings.size >= 100) readings.clear();
        reader = obey(system);
        readings.set(system, reader);
      }
      const reply = reader(readText(text));
      return {
        reply,
        latencyMs: sampleLatency(latency, random),
        inputTokens: countTokens(system) + countTokens(text),
        outputTokens: countTokens(reply),
      };
    },
  };
}

/** Reads a prompt once; the function returned replies to texts as the prompt asks. */
function obey(system: string): (text: Text) => string {
  const blocks = readBlocks(system);
  const form = readFields(system, blocks);
  const labels = [...new Set(form.fields.flatMap((field) => field.options.map((option) => option.name)))];
  if (labels.length === 0) {
    return () => 'I cannot tell from my instructions which labels there are.';
  }
  const rules = readRules(
    blocks,
    labels,
    form.fields.map((field) => field.name),
  );
  const choosers = form.fields.map((field) =>
    field.options.length > 0 ? createChooser(field, rules) : undefined,
  );
  return (text) => write(form, choosers, text);
}

/** The reply in the form that the prompt asks for, nothing around it. */
function write(form: ReplyForm, choosers: readonly (Chooser | undefined)[], text: Text): string {
  const values = form.fields.map((field, i) => [field.name, choosers[i]?.(text) ?? fill(field)] as const);
  if (form.kind === 'json') return JSON.stringify(Object.fromEntries(values));
  const chosen = values.filter((_, i) => choosers[i] !== undefined).map(([, value]) => value);
  return chosen.join(', ');
}

/** A field without labels gets a value of the type that the prompt's form shows for it. */
function fill(field: Field): string | number | boolean {
  if (/^(?:true|false)\b/.test(field.example)) return false;
  if (/^-?\d/.test(field.example) || /^<?(?:number|integer|float)\b/i.test(field.example)) return 1;
  return 'chosen by keywords';
}
