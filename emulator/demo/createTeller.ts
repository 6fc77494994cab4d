import { isDeepStrictEqual } from 'node:util';
import { wrap } from './wrap.ts';

/** Of what is quoted, without the mark. */
const WIDTH = 112;

/** What a program printed, what stands on GitHub, what a commit changes. */
type Mark = '│' | '┃' | '·';

/** Tells the story, and remembers what did not come out as told. */
export interface Teller {
  /** Begins an act; what is said and expected from here on is part of it. */
  act(title: string): void;
  /** A paragraph. */
  say(text: string): void;
  /** What a program or a person wrote, a mark before each line. */
  quote(text: string, mark: Mark): void;
  /** The same, line by line as they come. */
  startQuote(mark: Mark): (line: string) => void;
  /** Holds the act to what should come out; `what` is the subject of a sentence about it. */
  expect(what: string, came: unknown, told: unknown): void;
  /** Holds the act to words that a text should have. */
  expectWords(what: string, text: string, words: string): void;
  /** The last line. Returns whether every act came out as told. */
  conclude(): boolean;
}

export function createTeller(write: (text: string) => void): Teller {
  const acts: string[][] = [];
  const report = (fault: string) => acts.at(-1)?.push(fault);
  const startQuote = (mark: Mark) => {
    write('\n');
    return (text: string) => {
      for (const line of wrap(text, WIDTH)) write(`${`  ${mark} ${line}`.trimEnd()}\n`);
    };
  };
  return {
    act(title) {
      acts.push([]);
      write(`\n━━ Act ${acts.length}: ${title}\n`);
    },
    say: (text) => write(`\n${text}\n`),
    quote(text, mark) {
      const add = startQuote(mark);
      for (const line of text.trimEnd().split('\n')) add(line);
    },
    startQuote,
    expect(what, came, told) {
      if (isDeepStrictEqual(came, told)) return;
      report(`${what} came to ${JSON.stringify(came)} and not to ${JSON.stringify(told)}`);
    },
    expectWords(what, text, words) {
      if (!text.includes(words)) report(`${what} does not say “${words}”`);
    },
    conclude() {
      const isTrue = acts.every((faults) => faults.length === 0);
      const lines = acts.map((faults, index) => `act ${index + 1} ${faults.join(' and ') || 'as told'}`);
      write(`\n${isTrue ? 'The story is true' : 'The story is NOT true'}: ${lines.join(', ')}.\n`);
      return isTrue;
    },
  };
}
