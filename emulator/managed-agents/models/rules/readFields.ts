import { escapePattern } from './escapePattern.ts';
import type { Block } from './readBlocks.ts';
import { readSentences } from './readBlocks.ts';
import type { OptionList } from './readOptionLists.ts';
import { readOptionLists } from './readOptionLists.ts';
import type { Option } from './readOptions.ts';
import { readInlineOptions } from './readOptions.ts';
import type { TemplateField } from './readTemplate.ts';
import { readTemplate } from './readTemplate.ts';
import { readWords } from './readWords.ts';

/** A field of the reply that the prompt asks for. */
export interface Field {
  readonly name: string;
  /** What it may be; empty for a field in free words. */
  readonly options: readonly Option[];
  /** Its value in the prompt's own form of the reply; empty when the prompt shows none. */
  readonly example: string;
}

/** The form of the reply that a prompt asks for: a JSON object, or a label alone. */
export interface ReplyForm {
  readonly kind: 'json' | 'text';
  readonly fields: readonly Field[];
}

/** What a list of labels is usually called; used only where the prompt names no field. */
const labelNouns =
  /\b(team|label|categor(?:y|ie)|class|queue|intent|topic|department|tag|type|kind|option|choice)(?:e?s)?\b/i;

/** Words before a choice in a sentence. */
const chooses = /\b(?:route|send|assign|classify|sort|label|tag|categori[sz]e|triage|choose|pick|decide)\b/i;
/** Fields that a model fills in its own words, whatever the prompt lists. */
const freeWords = /reason|explan|rational|justif|summary|thought|comment|note|evidence|confidence|score/i;

/** Finds out which fields the reply has and which labels each of them may take. */
export function readFields(prompt: string, blocks: readonly Block[]): ReplyForm {
  const sentences = blocks.flatMap((block) => readSentences(block.text));
  const template = readTemplate(prompt);
  const kind = template.length > 0 || /\bjson\b/i.test(prompt) ? 'json' : 'text';
  const asked = template.length > 0 ? template : readAskedFields(sentences);
  const names = new Set(asked.map((field) => fold(field.name)));
  const lists = readOptionLists(blocks).filter(
    ({ options }) => !options.every((option) => names.has(fold(option.name))),
  );
  const fields = asked.length > 0 ? asked : [{ name: guessFieldName(lists), value: '', options: [] }];

  const taken = new Set<OptionList>();
  const found = fields.map((field) => {
    const list = lists.find((candidate) => !taken.has(candidate) && belongs(candidate, field));
    if (list !== undefined) taken.add(list);
    return field.options.length > 0 ? field.options : (list?.options ?? []);
  });
  // A prompt need not say which list is whose: the first field that could take one gets what is left.
  const bare = fields.findIndex((field, i) => found[i]?.length === 0 && !freeWords.test(field.name));
  const left = lists.filter((list) => !taken.has(list));
  const spare =
    left.find((list) => labelNouns.test(list.intro)) ??
    left.find((list) => !list.isInline) ??
    left.find((list) => chooses.test(list.intro));
  if (bare !== -1 && spare !== undefined) found[bare] = spare.options;

  return {
    kind,
    fields: fields.map((field, i) => ({
      name: field.name,
      options: describe(found[i] ?? [], lists, blocks, sentences),
      example: field.value,
    })),
  };
}

/** The fields that a sentence about JSON names. */
function readAskedFields(sentences: readonly string[]): TemplateField[] {
  const json = sentences.findIndex((sentence) => /\bjson\b/i.test(sentence));
  if (json === -1) return [];
  for (const sentence of sentences.slice(json, json + 3)) {
    if (!/\b(?:fields?|keys?|propert(?:y|ies))\b/i.test(sentence)) continue;
    const quoted = [...sentence.matchAll(/["`“']([\w-]{1,64})["`”']/g)].map((match) => match[1] ?? '');
    const after = /\b(?:fields?|keys?|propert(?:y|ies))\b\s*:?\s*(.+)$/i.exec(sentence)?.[1] ?? '';
    const before = /\b(?:an?|the|one)\s+([\w-]+)\s+(?:field|key|property)\b/i.exec(sentence)?.[1];
    const inline = readInlineOptions(after.replace(/[,:]?\s*\band nothing else\b.*$/i, ''));
    const names = quoted.length > 0 ? quoted : (inline?.map((option) => option.name) ?? [before ?? after]);
    const known = names.map((name) => name.trim().replace(/[.,;:]+$/, '')).filter((n) => /^[\w-]+$/.test(n));
    if (known.length > 0) return known.map((name) => ({ name, value: '', options: [] }));
  }
  return [];
}

function guessFieldName(lists: readonly OptionList[]): string {
  const noun = lists.map((list) => labelNouns.exec(list.intro)?.[1]?.toLowerCase()).find(Boolean);
  return noun?.replace(/ie$/, 'y') ?? 'label';
}

/** A list is a field's when its introduction names the field, or its labels are those the form shows. */
function belongs(list: OptionList, field: TemplateField): boolean {
  const names = new Set(list.options.map((option) => fold(option.name)));
  if (field.options.length > 0) return field.options.every((option) => names.has(fold(option.name)));
  if (names.has(fold(field.value.replace(/^["'“]+|["'”]+$/g, '')))) return true;
  const intro = new Set(readWords(list.intro));
  const words = readWords(field.name.replaceAll(/[_-]/g, ' '));
  return words.length > 0 && words.every((word) => intro.has(word));
}

/** Adds what the prompt says elsewhere about labels that stand there bare. */
function describe(
  options: readonly Option[],
  lists: readonly OptionList[],
  blocks: readonly Block[],
  sentences: readonly string[],
): Option[] {
  return options.map(({ name, description }) => {
    if (description !== '') return { name, description };
    const listed = lists
      .flatMap((list) => list.options)
      .find((other) => fold(other.name) === fold(name) && other.description !== '');
    return {
      name,
      description: listed?.description ?? `${readSection(name, blocks)} ${readProse(name, sentences)}`.trim(),
    };
  });
}

/** What stands under a heading that is the label. */
function readSection(label: string, blocks: readonly Block[]): string {
  const start = blocks.findIndex(({ kind, text }) => kind === 'heading' && fold(text) === fold(label));
  if (start === -1) return '';
  const end = blocks.findIndex(({ kind }, i) => i > start && kind === 'heading');
  const section = blocks.slice(start + 1, end === -1 ? undefined : end);
  // Under the last heading the rest of the prompt may follow: only the first block is surely about the label.
  return (end === -1 ? section.slice(0, 1) : section).map((block) => block.text).join('; ');
}

/** "billing handles invoices and refunds." */
function readProse(label: string, sentences: readonly string[]): string {
  const verbs =
    'handles|covers|owns|takes|gets|deals with|looks after|is responsible for|is for|is about|means';
  const pattern = new RegExp(
    `^(?:the\\s+)?["'\`*]*${escapePattern(label)}["'\`*]*\\s+(?:team\\s+)?(?:${verbs})\\s+(?<description>.+)$`,
    'i',
  );
  return sentences
    .map((sentence) => pattern.exec(sentence)?.groups?.['description'] ?? '')
    .filter((description) => description !== '')
    .join('; ');
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '-');
}
