import type { Condition } from './readCondition.ts';
import { holds } from './readCondition.ts';
import type { Field } from './readFields.ts';
import type { Option } from './readOptions.ts';
import type { Rule } from './readRules.ts';
import type { Phrase, Text } from './readText.ts';
import { mentions } from './readText.ts';
import { readWords } from './readWords.ts';

/** A label, and the words for and against it. */
interface Candidate {
  readonly name: string;
  readonly evidence: readonly Phrase[];
  readonly counterEvidence: readonly Phrase[];
  /** Named or described as the place for what fits nowhere else. */
  readonly isRest: boolean;
}

/** Chooses a field's label for a text. */
export type Chooser = (text: Text) => string;

/**
 * Makes the chooser of one field. For each text, in this order:
 *
 * 1. labels under a veto that applies are out (unless that leaves none);
 * 2. the last rule that applies decides: a later sentence of a prompt amends an earlier one;
 * 3. else the label with the most evidence; between equals the one listed first;
 * 4. without any evidence the fallback that the prompt names, else the label for the rest, else the first.
 */
export function createChooser(field: Field, rules: readonly Rule[]): Chooser {
  const candidates = field.options.map(readCandidate);
  const names = new Set(candidates.map((candidate) => candidate.name));
  const own = rules.filter((rule) => names.has(rule.label));
  const sharing = countSharing(candidates);
  const rest =
    own.findLast((rule) => rule.kind === 'fallback')?.label ??
    candidates.find((candidate) => candidate.isRest)?.name ??
    candidates[0]?.name ??
    '';

  return (text) => {
    const applies = own.filter((rule) => ruleApplies(rule, text));
    const vetoed = new Set(applies.filter((rule) => rule.kind === 'veto').map((rule) => rule.label));
    const open =
      vetoed.size < candidates.length ? candidates.filter(({ name }) => !vetoed.has(name)) : candidates;
    const routed = applies.findLast(
      (rule) => rule.kind === 'route' && open.some(({ name }) => name === rule.label),
    );
    if (routed !== undefined) return routed.label;

    let best = { name: open.some(({ name }) => name === rest) ? rest : (open[0]?.name ?? rest), score: 0 };
    for (const candidate of open) {
      const score = weigh(candidate, text, sharing);
      if (score > best.score) best = { name: candidate.name, score };
    }
    return best.name;
  };
}

function ruleApplies(rule: Rule, text: Text): boolean {
  const met = (condition: Condition): boolean => holds(condition, text);
  return rule.when.every(met) && !rule.unless.some(met);
}

/**
 * The evidence for a label: each of its words in the text counts 1 when the text has the whole phrase it
 * comes from, ½ otherwise; divided by the number of labels that have the word too; doubled in the subject.
 * Phrases that the description excludes ("not quotas") count the other way.
 */
function weigh(candidate: Candidate, text: Text, sharing: ReadonlyMap<string, number>): number {
  const strength = new Map<string, number>();
  for (const phrase of candidate.evidence) {
    const value = mentions(text, phrase) ? 1 : 0.5;
    for (const word of phrase.words) {
      if (text.words.has(word)) strength.set(word, Math.max(value, strength.get(word) ?? 0));
    }
  }
  let sum = 0;
  for (const [word, value] of strength) {
    sum += (value / (sharing.get(word) ?? 1)) * (text.subject.has(word) ? 2 : 1);
  }
  for (const phrase of candidate.counterEvidence) if (mentions(text, phrase)) sum -= phrase.words.length;
  return sum;
}

function countSharing(candidates: readonly Candidate[]): Map<string, number> {
  const sharing = new Map<string, number>();
  for (const candidate of candidates) {
    for (const word of new Set(candidate.evidence.flatMap((phrase) => phrase.words))) {
      sharing.set(word, (sharing.get(word) ?? 0) + 1);
    }
  }
  return sharing;
}

const exclusion = /\b(?:but not|not|except(?: for)?|excluding|never|other than)\b\s*([^.;()]*)/gi;

function readCandidate({ name, description }: Option): Candidate {
  const excluded = [...description.matchAll(exclusion)].map((match) => match[1] ?? '').join(', ');
  return {
    name,
    evidence: [...readPhrases(name), ...readPhrases(description.replace(exclusion, ' '))],
    counterEvidence: readPhrases(excluded),
    isRest:
      /^(?:other|others|general|misc|miscellaneous|unknown|none|default|rest)\b/i.test(name) ||
      /\b(?:everything|anything|all) (?:else|other)\b|\botherwise\b|\bdoes not fit\b|\bby default\b/i.test(
        description,
      ),
  };
}

function readPhrases(text: string): Phrase[] {
  return text
    .split(/[,;:.()/"“”]|\b(?:and|or)\b|\s[–—-]\s/i)
    .map((part) => ({ words: readWords(part), exact: false }))
    .filter((phrase) => phrase.words.length > 0);
}
