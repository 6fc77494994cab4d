import { readWords } from './readWords.ts';

/** A text to be routed, taken apart once so that every label and rule can be held against it. */
export interface Text {
  /** The words of each sentence, in order. */
  readonly sentences: readonly (readonly string[])[];
  /** All words. */
  readonly words: ReadonlySet<string>;
  /** The words of the first line when more lines follow it: a subject says what the rest is about. */
  readonly subject: ReadonlySet<string>;
}

/** A word group that a label or a rule names. */
export interface Phrase {
  /** At least one word, as `readWords` gives them. */
  readonly words: readonly string[];
  /** Written in quotation marks: the words have to stand side by side. */
  readonly exact: boolean;
}

/** Takes a text apart into lines and sentences. */
export function readText(text: string): Text {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const sentences = lines
    .flatMap((line) => line.split(/(?<=[.!?])\s+/))
    .map(readWords)
    .filter((words) => words.length > 0);
  return {
    sentences,
    words: new Set(sentences.flat()),
    subject: new Set(lines.length > 1 ? readWords(lines[0] ?? '') : []),
  };
}

/**
 * Whether one sentence of the text has all words of the phrase. Words far apart do not make a phrase: "the
 * API" here and "it used to work" there is not about API usage.
 */
export function mentions(text: Text, phrase: Phrase): boolean {
  if (!phrase.words.every((word) => text.words.has(word))) return false;
  return text.sentences.some((sentence) =>
    phrase.exact
      ? sentence.some((_, start) => phrase.words.every((word, i) => sentence[start + i] === word))
      : phrase.words.every((word) => sentence.includes(word)),
  );
}
