/** A piece of a prompt: a heading, one item of a list (a table's row included), or a paragraph. */
export interface Block {
  readonly kind: 'heading' | 'item' | 'text';
  /** Without its marker; wrapped lines are joined. */
  readonly text: string;
}

const heading = /^\s*#{1,6}\s+(.*?)\s*#*\s*$/;
const tag = /^\s*<(\/?)([\w-]+)[^>]*>\s*$/;
const item = /^(\s*)(?:[-*•‣+]|\d{1,3}[.)])\s+(.*)$/;
const row = /^\s*\|(.*)\|\s*$/;
const ruler = /^[\s|:-]+$/;
const definition = /^\s*["'`*_]*[\p{L}\p{N}][\p{L}\p{N} _./-]{0,30}["'`*_]*\s*[:–—]["'`*_]*\s+\S/u;

/**
 * Takes a prompt apart as its author laid it out: Markdown lists, tables and headings, tags on lines of
 * their own, and bare `name: description` lines when at least two follow each other. Nested items belong to
 * the item above them.
 */
export function readBlocks(prompt: string): Block[] {
  const blocks: { kind: Block['kind']; text: string }[] = [];
  /** The block that the next line may continue, and how far its marker was indented. */
  let open: { block: { kind: Block['kind']; text: string }; indent: number } | undefined;

  const begin = (kind: Block['kind'], text: string, indent: number): void => {
    const block = { kind, text: text.trim() };
    blocks.push(block);
    open = kind === 'heading' ? undefined : { block, indent };
  };

  const lines = prompt.split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) {
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '') {
      open = open?.block.kind === 'item' ? open : undefined;
      continue;
    }
    const title = heading.exec(line)?.[1];
    if (title !== undefined) {
      begin('heading', title, indent);
      continue;
    }
    const element = tag.exec(line);
    if (element !== null) {
      open = undefined;
      if (element[1] === '') begin('heading', element[2] ?? '', indent);
      continue;
    }
    const cells = row
      .exec(line)?.[1]
      ?.split('|')
      .map((cell) => cell.trim());
    if (cells !== undefined) {
      if (ruler.test(line)) continue;
      const isHeader = ruler.test(lines[index + 1] ?? '');
      begin(isHeader ? 'heading' : 'item', isHeader ? cells.join(' ') : joinCells(cells), indent);
      continue;
    }
    const listed = item.exec(line);
    if (listed !== null) {
      const text = listed[2] ?? '';
      if (open?.block.kind === 'item' && indent > open.indent) {
        open.block.text += `${open.block.text.endsWith(':') ? '' : ';'} ${text.trim()}`;
      } else begin('item', text, indent);
      continue;
    }
    if (definition.test(line) && [lines[index - 1], lines[index + 1]].some((l) => definition.test(l ?? ''))) {
      begin('item', line, indent);
      continue;
    }
    const continues = open !== undefined && (open.block.kind === 'text' || indent > open.indent);
    if (continues && open !== undefined) open.block.text += joint(lines[index - 1] ?? '', line) + line.trim();
    else begin('text', line, indent);
  }
  return blocks;
}

function joinCells([first = '', ...rest]: readonly string[]): string {
  return `${first}: ${rest.join(', ')}`;
}

/**
 * What stands between two lines of a paragraph: a space where the author wrapped a sentence, a line break
 * where a line that ends like a rule is followed by one that begins like a sentence.
 */
function joint(before: string, after: string): ' ' | '\n' {
  if (!/^\s*["'`“]?\p{Lu}/u.test(after)) return ' ';
  if (/[}\]:]\s*$/.test(before)) return '\n';
  return before.length >= 60 || unfinished.test(before) ? ' ' : '\n';
}

/** How no sentence ends. */
const unfinished =
  /(?:[,;(–—-]|\b(?:to|the|an?|of|or|and|but|about|on|for|with|if|when|unless|except|mentions?|says?|is|are|in|by|as|not))\s*$/i;

/** The sentences of a block; the full stops of common abbreviations end none. */
export function readSentences(text: string): string[] {
  return text
    .replace(/\b(e\.g|i\.e|etc|vs|approx)\.(?=[\s,)])/gi, '$1')
    .split(/\n|(?<=[.!?]["'`”’)]?)\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
