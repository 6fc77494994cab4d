import { escapePattern } from './escapePattern.ts';
import type { Block } from './readBlocks.ts';
import { readSentences } from './readBlocks.ts';
import type { Condition } from './readCondition.ts';
import { readCondition } from './readCondition.ts';

/** A rule of a prompt about one label. It applies when all of `when` hold and none of `unless` does. */
export interface Rule {
  /**
   * - `route`: the text gets the label
   * - `veto`: the text never gets the label
   * - `fallback`: a text without evidence for any label gets this one
   */
  readonly kind: 'route' | 'veto' | 'fallback';
  /** As the prompt's list of labels spells it. */
  readonly label: string;
  readonly when: readonly Condition[];
  readonly unless: readonly Condition[];
}

/** Longer sentences are no rules, and the patterns below would take long to find that out. */
const longestRule = 600;

const imperative =
  '(?:route|re-?route|send|assign|direct|redirect|forward|escalate|classify|label|tag|mark|put|place|file|treat|move|hand|pass|triage|' +
  'categori[sz]e|set|give|return|answer|reply|respond|use|choose|pick|select|prefer|output|keep|leave)';
const participle =
  '(?:handled|owned|routed|sent|assigned|directed|redirected|forwarded|escalated|classified|labell?ed|tagged|marked|put|placed|filed|treated|moved|' +
  'passed|considered|triaged|kept|left|set|straight|directly|over|back|an?)';
const adverb = '(?:always|now|also|instead|still|only|first|please)';
const preposition = '(?:to|into|in|with|under|as|for|by|=|:|at)';
const goes =
  `(?:(?:should|must|shall|will|can|may|needs? to|has to|have to|ought to)\\s+)?(?:${adverb}\\s+)*` +
  `(?:go(?:es)?|belongs?|stays?|remains?|moves?|falls?|lands?|counts?|comes?|be|is|are|gets?)\\b(?:\\s+(?:${adverb}|${participle})\\b)*(?:\\s+${preposition})?`;

/**
 * The shapes of a rule, most telling first. `label` and `object` (what is routed: "it", "tickets", a field's
 * name) are patterns; the group `trigger` is what the text has to be about.
 */
function createShapes(label: string, object: string): RegExp[] {
  const then = `(?:(?:please|you|we|should|must|then|otherwise,?|${adverb})\\s+)*`;
  const to = `(?:\\s+${object})*(?:\\s+${preposition})?\\s+${label}`;
  const begin = '(?:if|when|whenever|where|for|in case)';
  const any = '(?:anything|everything|whatever|any|all|every|each)';
  return [
    `^(?<trigger>${begin}\\s+.+?),?\\s+${then}${imperative}\\b${to}`,
    `^${then}${imperative}${to}(?:\\s+(?:over|instead of|rather than)\\s+\\S+)?\\s*,?\\s+(?=(?:only\\s+)?(?:${begin}|${any}|tickets|messages|texts|emails|questions)\\b)(?<trigger>.+)$`,
    `^${then}${imperative}\\s+(?<trigger>.+?)\\s+${preposition}\\s+${label}`,
    `^${then}${imperative}${to}(?<trigger>)\\W*$`,
    `^${label}\\s+${then}(?:gets?|takes?|owns?|handles?|receives?|is responsible for)\\s+(?=${any}\\b)(?<trigger>.+)$`,
    `^(?<trigger>.+?)\\s*(?:→|->|=>|⇒|⟶)\\s*${label}`,
    `^(?<trigger>.+?),?\\s+${goes}\\s+${label}`,
  ].map((shape) => new RegExp(shape, 'isu'));
}

const exceptionWord =
  /[\s,;(–—-]*\b(?:unless|except(?:ing)?(?:\s+(?:if|when|where|for|that|those))?|excluding|but\s+not(?:\s+(?:if|when|for|those))?|other\s+than|apart\s+from|without|(?:and|but|that|which|who)\s+(?:do|does)(?:\s+not|n['’]t)(?=\s+(?:mention|contain|include|involve|refer|talk|say)))\b\s*/i;
const noEvidence =
  /\b(?:unsure|in doubt|not sure|uncertain|unclear|ambiguous|otherwise|(?:everything|anything|all|any) (?:else|other)|all others|no(?:ne|thing)?\b.*\b(?:fits?|match(?:es)?|appl(?:y|ies)|above)|(?:does not|doesn['’]t) fit|cannot (?:tell|decide)|can['’]t (?:tell|decide)|by default)\b/i;
/** "Never send …", "… should not go to …"; but not "if it does not use …", which is about the text. */
const negatedRouting = new RegExp(
  `(?<=^|,\\s*(?:then\\s+)?)(?:please\\s+)?(?:do\\s+not|don['’]t|never|avoid)\\s+(?:ever\\s+)?(?=${imperative}|sending|routing|assigning|using)|` +
    `(?:\\b(?:must|should|may|can|do|does|will|shall)\\s*(?:not|n['’]t)|\\bcannot|\\bnever|\\b(?<=are|is)\\s+not)\\s+` +
    `(?=(?:(?:be|get|ever|always)\\s+)*(?:${participle}|going|go(?:es)?|belongs?)\\b)`,
  'i',
);
/** Words before a rule that do not belong to it. */
const opening =
  /^(?:[\p{L} ]{0,20}rule|note|important|new|update)\s*\d*\s*:\s*|^(?:please\s+)?(?:make sure|ensure|remember|be sure|note)(?:\s+that|\s+to)?\s+/iu;
/** "Exceptions: …", "This does not apply to …": about the rule before. */
const standaloneException =
  /^(?:the\s+)?(?:only\s+)?(?:exceptions?(?:\s+(?:is|are))?|(?:this|the rule|that)(?:\s+rule)?\s+(?:does\s+not|doesn['’]t)\s+apply\s+(?:to|if|when|for))\b[\s:–—-]*/i;

/** Reads the sentences of a prompt that route by what a text mentions to one of the labels, in their order. */
export function readRules(
  blocks: readonly Block[],
  labels: readonly string[],
  fields: readonly string[] = [],
): Rule[] {
  if (labels.length === 0) return [];
  const read = createRuleReader(labels, fields);
  const rules: Rule[] = [];
  for (const sentence of blocks.flatMap((block) => joinQuestions(readSentences(block.text)))) {
    const text = sentence
      .replace(/\*\*|__/g, '')
      .replace(/[.!]+$/, '')
      .replace(opening, '')
      .trim();
    if (text.length > longestRule) continue;
    const found = read(text);
    rules.push(...found);
    const last = rules.at(-1);
    if (found.length > 0 || last === undefined || !standaloneException.test(text)) continue;
    const condition = readCondition(text.replace(standaloneException, ''));
    if (condition !== undefined) rules[rules.length - 1] = { ...last, unless: [...last.unless, condition] };
  }
  return rules;
}

/** "Questions about quotas? Send them to x." is one rule in two sentences. */
function joinQuestions(sentences: readonly string[]): string[] {
  const joined: string[] = [];
  for (const sentence of sentences) {
    const before = joined.at(-1);
    if (before?.endsWith('?')) joined[joined.length - 1] = `For ${before.slice(0, -1)}, ${sentence}`;
    else joined.push(sentence);
  }
  return joined;
}

function createRuleReader(
  labels: readonly string[],
  fields: readonly string[],
): (sentence: string) => Rule[] {
  const byLength = labels.toSorted((a, b) => b.length - a.length).map(escapePattern);
  const label =
    `(?:(?:the|an?)\\s+)?["'\`“‘*<]*(?<![\\w-])(?<label>${byLength.join('|')})(?![\\w-]*\\w)["'\`”’*>]*` +
    '(?:\\s+(?:team|queue|label|category|class|group|department|squad|tag|bucket|desk|inbox|matters?|issues?|questions?|tickets?))?';
  const names = ['team', 'label', 'category', 'issue', ...fields].map(escapePattern).join('|');
  const object = `(?:it|them|this|that|these|those|such|tickets|messages|(?:the\\s+|its\\s+|an?\\s+)?["'\`]?(?:ticket|message|text|request|${names})["'\`]?(?:\\s+of)?)`;
  const patterns = createShapes(label, object);
  /** "…, then the team" before "is x". */
  const resumption = new RegExp(`,?\\s+(?:then\\s+)?(?:${object}|they)$`, 'i');
  const resumes = new RegExp(
    `^(?:${goes}|${imperative}|it|they|anything|everything|any|all|every|tickets?|messages?|if|when)\\b`,
    'i',
  );
  const beforeGoes = new RegExp(`\\s+(?=${goes}\\s+${label})`, 'giu');
  const anyLabel = new RegExp(label, 'iu');
  const spelling = (found: string): string =>
    labels.find((known) => new RegExp(`^${escapePattern(known)}$`, 'iu').test(found)) ?? found;
  const findLabel = (text: string): string | undefined => {
    const found = anyLabel.exec(text)?.groups?.['label'];
    return found === undefined ? undefined : spelling(found);
  };

  /** One clause without an exception. */
  const readClause = (clause: string): Rule | undefined => {
    const negated = negatedRouting.test(clause);
    const text = clause
      .replace(negatedRouting, '')
      .replace(/^(?:but|however|and|also|then|so)\b,?\s*/i, '')
      .trim();
    for (const pattern of patterns) {
      const groups = pattern.exec(text)?.groups;
      if (groups?.['label'] === undefined) continue;
      const trigger = (groups['trigger'] ?? '').replace(resumption, '');
      const found = spelling(groups['label']);
      if (!negated && noEvidence.test(trigger === '' ? text : trigger)) {
        return { kind: 'fallback', label: found, when: [], unless: [] };
      }
      const condition = readCondition(trigger);
      if (condition === undefined) {
        if (negated && trigger === '') return { kind: 'veto', label: found, when: [], unless: [] };
        continue;
      }
      if (!negated && /^only\b|\bonly\s+(?:if|when)\b/i.test(text)) {
        return { kind: 'veto', label: found, when: [], unless: [condition] };
      }
      return { kind: negated ? 'veto' : 'route', label: found, when: [condition], unless: [] };
    }
    return undefined;
  };

  const withException = (rule: Rule, exception: string): Rule[] => {
    // "unless it mentions an invoice, in which case it goes to billing" is two rules.
    const turn =
      /,?\s+(?:in (?:which|that) case|which(?=\s+(?:go|belong|stay|should|must))|those|then)\s+(?<rest>.+)$/i.exec(
        exception,
      );
    const elsewhere = findLabel(turn?.groups?.['rest'] ?? '');
    const text = turn === null || elsewhere === undefined ? exception : exception.slice(0, turn.index);
    const condition = readCondition(text.replace(/\)\s*$/, ''));
    if (condition === undefined) return [rule];
    const rules: Rule[] = [{ ...rule, unless: [...rule.unless, condition] }];
    if (elsewhere !== undefined && rule.kind === 'route') {
      rules.push({ kind: 'route', label: elsewhere, when: [...rule.when, condition], unless: [] });
    }
    return rules;
  };

  /** A clause that may have an exception before, inside or behind it. */
  const readExceptedClause = (clause: string): Rule[] => {
    const found = exceptionWord.exec(clause);
    if (found === null) return [readClause(clause)].filter((rule) => rule !== undefined);
    const before = clause.slice(0, found.index);
    const after = clause.slice(found.index + found[0].length);
    const main = readClause(before);
    if (main !== undefined) return withException(main, after);
    for (const { end, next } of findEnds(after)) {
      const rule = readClause(`${before} ${after.slice(next)}`.trim());
      if (rule !== undefined) return withException(rule, after.slice(0, end));
    }
    // "Tickets without an invoice go to x": no exception but the rule itself.
    return [readClause(clause)].filter((rule) => rule !== undefined);
  };

  /**
   * Where an exception may end and the rule go on, likeliest first: at a comma before words that resume a
   * rule, before "goes to", at any comma.
   */
  const findEnds = (text: string): { end: number; next: number }[] => {
    const ends = (pattern: RegExp) =>
      [...text.matchAll(pattern)].map((match) => ({ end: match.index, next: match.index + match[0].length }));
    const commas = ends(/[,)]\s*(?:then\s+)?/g);
    return [
      ...commas.filter(({ next }) => resumes.test(text.slice(next))),
      ...ends(beforeGoes),
      ...commas.toReversed(),
    ];
  };

  /** A sentence of one clause, or of several that each are a rule: "X goes to a, but Y goes to b". */
  const readSentence = (sentence: string): Rule[] => {
    for (const joint of sentence.matchAll(/\s*[;,]?\s+(?:but|while|whereas|and)\s+|\s*;\s*/gi)) {
      const left = sentence.slice(0, joint.index);
      const right = sentence.slice(joint.index + joint[0].length);
      if (findLabel(left) === undefined || findLabel(right) === undefined) continue;
      const first = readExceptedClause(left);
      const rest = first.length === 0 ? [] : readSentence(right);
      if (rest.length > 0) return [...first, ...rest];
    }
    return readExceptedClause(sentence);
  };
  return readSentence;
}
