import type { Block } from './readBlocks.ts';
import { readSentences } from './readBlocks.ts';
import type { Option } from './readOptions.ts';
import { mostOptions, readInlineOptions, readOption } from './readOptions.ts';

/** Labels that a prompt lists together. */
export interface OptionList {
  /** The words that lead to the list. */
  readonly intro: string;
  readonly options: readonly Option[];
  /** Whether it stands in a sentence, where anything may be listed. */
  readonly isInline: boolean;
}

/** Longer sentences list no labels. */
const longestSentence = 1_000;

const inline =
  /^(?<intro>.{0,120}?)(?:\b(?:one of|either|from|among|between|is|are|be)\b(?:\s+(?:exactly|always|either|one of|the following))*:?|:)\s*(?<list>.+)$/is;
const choice =
  /^(?<intro>.*?\b(?:route|send|assign|classify|sort|label|tag|categori[sz]e|triage)\b.*?)\b(?:to|into|as|by|with)\s+(?:one of\s+|either\s+)?(?<list>.+)$/is;

/**
 * Finds the lists of a prompt that can be read as labels: lists and tables with two or more labels (a rule may
 * stand among them), then those that stand in a sentence ("The urgency is high or low.").
 */
export function readOptionLists(blocks: readonly Block[]): OptionList[] {
  const sentences = blocks.flatMap((block) => (block.kind === 'text' ? readSentences(block.text) : []));
  return [...readBlockLists(blocks), ...sentences.flatMap(readInlineLists)];
}

function readBlockLists(blocks: readonly Block[]): OptionList[] {
  const lists: OptionList[] = [];
  let intro = '';
  let options: (Option | undefined)[] = [];
  const end = (): void => {
    const known = options.filter((option) => option !== undefined);
    if (known.length >= 2 && known.length <= mostOptions && known.length * 2 >= options.length) {
      lists.push({ intro, options: known, isInline: false });
    }
    options = [];
  };
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'item') {
      if (options.length === 0) intro = introduce(blocks.slice(Math.max(0, index - 2), index));
      options.push(readOption(block.text));
    } else {
      end();
    }
  }
  end();
  return lists;
}

/** The heading and the last sentence that stand directly before a list. */
function introduce(before: readonly Block[]): string {
  const words: string[] = [];
  for (const block of before.toReversed()) {
    if (block.kind === 'item') break;
    words.unshift(block.kind === 'text' ? (readSentences(block.text).at(-1) ?? '') : block.text);
    if (block.kind === 'heading') break;
  }
  return words.join(' ');
}

function readInlineLists(sentence: string): OptionList[] {
  if (sentence.length > longestSentence) return [];
  return [choice, inline].flatMap((form) => {
    const groups = form.exec(sentence)?.groups;
    const options = readInlineOptions(groups?.['list'] ?? '');
    return options === undefined ? [] : [{ intro: groups?.['intro'] ?? '', options, isInline: true }];
  });
}
