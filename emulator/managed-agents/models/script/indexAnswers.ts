import type { ModelTurn } from '../../model.ts';
import type { ScriptAnswer } from './modelScript.ts';

interface Entry {
  /** The answer's place in the script: the lowest that matches wins. */
  readonly order: number;
  readonly answer: ScriptAnswer;
  readonly matches: (turn: ModelTurn) => boolean;
}

/**
 * Prepares the search for the first answer that matches a turn.
 *
 * Answers with a whole text are found by that text and answers with metadata by their rarest pair, each in one
 * look-up; what is left (`contains`, `matches`, or versions alone) is tried one after the other, but only
 * up to the best that was found already. So a script of tens of thousands of fixtures answers as fast as one
 * of ten.
 */
export function indexAnswers(
  answers: readonly ScriptAnswer[],
): (turn: ModelTurn) => ScriptAnswer | undefined {
  const frequencies = new Map<string, number>();
  for (const { metadata = {} } of answers) {
    for (const pair of Object.entries(metadata)) {
      frequencies.set(keyOf(pair), (frequencies.get(keyOf(pair)) ?? 0) + 1);
    }
  }

  const byText = new Map<string, Entry[]>();
  const byPair = new Map<string, Entry[]>();
  const unindexed: Entry[] = [];
  for (const [order, answer] of answers.entries()) {
    const entry = { order, answer, matches: createMatcher(answer) };
    const rarest = Object.entries(answer.metadata ?? {})
      .map(keyOf)
      .sort((a, b) => (frequencies.get(a) ?? 0) - (frequencies.get(b) ?? 0))[0];
    if (typeof answer.text === 'string') push(byText, answer.text.trim(), entry);
    else if (rarest !== undefined) push(byPair, rarest, entry);
    else unindexed.push(entry);
  }

  return (turn) => {
    let best: Entry | undefined;
    const look = (entries: readonly Entry[] | undefined): void => {
      for (const entry of entries ?? []) {
        if (best !== undefined && entry.order > best.order) return;
        if (entry.matches(turn)) best = entry;
      }
    };
    look(byText.get(turn.text.trim()));
    for (const pair of Object.entries(turn.metadata)) look(byPair.get(keyOf(pair)));
    look(unindexed);
    return best?.answer;
  };
}

function createMatcher({ agent, version, text, metadata }: ScriptAnswer): (turn: ModelTurn) => boolean {
  const versions = version === undefined ? undefined : new Set([version].flat());
  const pairs = Object.entries(metadata ?? {});
  const matchesText = createTextMatcher(text);
  return (turn) =>
    (agent === undefined || agent === turn.agent) &&
    (versions === undefined || versions.has(turn.version)) &&
    pairs.every(([key, value]) => Object.hasOwn(turn.metadata, key) && turn.metadata[key] === value) &&
    matchesText(turn.text);
}

function createTextMatcher(text: ScriptAnswer['text']): (given: string) => boolean {
  if (text === undefined) return () => true;
  if (typeof text === 'string') {
    const whole = text.trim();
    return (given) => given.trim() === whole;
  }
  if ('contains' in text) return (given) => given.includes(text.contains);
  const pattern = new RegExp(text.matches, text.flags);
  return (given) => pattern.test(given);
}

function keyOf([key, value]: readonly [string, string]): string {
  return JSON.stringify([key, value]);
}

function push(map: Map<string, Entry[]>, key: string, entry: Entry): void {
  const entries = map.get(key);
  if (entries === undefined) map.set(key, [entry]);
  else entries.push(entry);
}
