import type { Phrase, Text } from './readText.ts';
import { mentions } from './readText.ts';
import { readWords } from './readWords.ts';

/** What a text has to mention for a rule to apply. */
export interface Condition {
  readonly phrases: readonly Phrase[];
  /** Whether all phrases are needed ("mentions both a refund and an outage") or any one. */
  readonly all: boolean;
  /** "does not mention". */
  readonly negated: boolean;
}

/** Whether the condition holds for the text. */
export function holds(condition: Condition, text: Text): boolean {
  const { phrases, all, negated } = condition;
  const found = all
    ? phrases.every((phrase) => mentions(text, phrase))
    : phrases.some((phrase) => mentions(text, phrase));
  return found !== negated;
}

const subject =
  '(?:support |customer |user |incoming |new )?(?:tickets?|texts?|messages?|e-?mails?|requests?|questions?|issues?|problems?|' +
  'complaints?|cases?|inquiries|enquiries|reports?|subjects?|bod(?:y|ies)|customers?|users?|person|people|someone|somebody|anyone|senders?|writers?|authors?|' +
  'conversations?|documents?|reviews?|comments?|posts?|items?|content|sentences?|inputs?|queries|query)';
const verb =
  'mention(?:s|ing|ed)?|contain(?:s|ing)?|includ(?:es?|ing)|say(?:s|ing)?|talk(?:s|ing)? about|discuss(?:es|ing)?|refer(?:s|ring)? to|' +
  'referenc(?:es?|ing)|ask(?:s|ing)? (?:about|for)|complain(?:s|ing)? (?:about|of)|describ(?:es?|ing)|report(?:s|ing)?|involv(?:es?|ing)|' +
  'concern(?:s|ing)?|regarding|about|relat(?:ed|es|ing) to|(?:to do|having to do|has to do|have to do|dealing|deals?) with|caused by|' +
  'on|with|of|from|around|over|for|like|such as|named?|called';
const connector = `that|which|who|whose|where|is|are|was|has|have|do|does|(?:do|does|is|are|has|have)n['’]t|without|wants?|needs?|${verb}`;
/** Words before the matter itself, in the order in which English may put them; taken off until none is left. */
const fillers = [
  /^(?:please|also|now|however|but|and|then|so|finally|note that|only|just|even|clearly|explicitly|mainly|primarily|mostly|either|both)\b/i,
  /^(?:if|when|whenever|where|in case|for|as long as|because|since)\b/i,
  /^(?:it|that|there|they|he|she)['’](?:s|re)\b/i,
  /^(?:anything|everything|something|whatever|any|all|every|each|an?|the|this|that|these|those|its?|they|there|one|other)\b/i,
  new RegExp(`^${subject}\\b(?=\\s+(?:${connector})\\b)`, 'i'),
  new RegExp(`^${subject}$`, 'i'),
  /^(?:that|which|who|whose)\b/i,
  /^(?:is|are|has|have|was|were|being|be|do|does|can be|seems?|appears?|wants?|needs?)\b/i,
  new RegExp(`^(?:${verb})\\b`, 'i'),
  /^(?:the )?(?:words?|terms?|phrases?|keywords?|topics?)\b(?=\s*\S)/i,
  /^[\s,:;–—-]+/,
];
const negation =
  /^(?:(?:do|does|did|is|are|has|have)\s+)?(?:not|never)\b|^(?:do|does|did|is|are|has|have)n['’]t\b|^without\b/i;
const mentioned =
  /\s+(?:is|are|was|were|gets?|comes?)\s+(?:mentioned|discussed|involved|named|described|reported|the topic|the subject|up)\b.*$|\s+in the (?:ticket|text|message|subject|body|e-?mail)\b.*$/i;
const trailing =
  /\s+(?:questions?|issues?|problems?|requests?|tickets?|complaints?|messages?|queries|inquiries|matters?|topics?|related|stuff|things?|at all|anywhere|somewhere|in any way)$/i;

/**
 * Reads the part of a rule that says what it is about: "the ticket mentions an invoice or a refund",
 * "anything about API usage". `undefined` when nothing is left that a text could mention.
 */
export function readCondition(text: string): Condition | undefined {
  const exact = [...text.matchAll(/["“]([^"“”]+)["”]/g)].map((match) => match[1] ?? '');
  let rest = text.replace(/["“][^"“”]+["”]/g, ' , ').trim();
  let negated = false;
  for (let before = ''; before !== rest; ) {
    before = rest;
    const found = negation.exec(rest)?.[0];
    if (found !== undefined) {
      negated = !negated;
      rest = rest.slice(found.length).trim();
    }
    for (const filler of fillers) rest = rest.replace(filler, '').trim();
  }
  // "If the ticket mentions A and B" asks for both; "anything about A and B" is about either.
  const all =
    /\bboth\b/i.test(text) ||
    (/^(?:\w+\s+)?(?:if|when|whenever)\b/i.test(text) && !/[,/]|\bor\b/i.test(text));
  const parts = rest
    .split(/[,;/()]|\b(?:or|and|and\/or|such as|including|e\.g|i\.e|as well as)\b/i)
    .map(trim);
  const phrases = [
    ...parts.map((part) => ({ words: readWords(part), exact: false })),
    ...exact.map((part) => ({ words: readWords(part), exact: true })),
  ].filter((phrase) => phrase.words.length > 0);
  return phrases.length === 0 ? undefined : { phrases, all, negated };
}

/** "refund requests" is about refunds; "requests" alone is about requests. */
function trim(part: string): string {
  let rest = part.trim();
  for (let before = ''; before !== rest; ) {
    before = rest;
    for (const filler of fillers.slice(2)) rest = rest.replace(filler, '').trim() || rest;
    rest = rest.replace(mentioned, '').replace(trailing, '').trim();
  }
  return rest;
}
