import type { FixtureData, ReplyData, RowData } from '../fixtures/fixtureData.ts';

/** What a reader asks for. Of several wishes about flags one has to hold; everything else has to hold together. */
export interface Wish {
  /** Pairs: flags that a fixture has to have, and flags that it must not have. */
  readonly flags: readonly (readonly [all: number, none: number])[];
  /** An index into the teams; undefined: any. */
  readonly team: number | undefined;
  readonly text: string;
}

/** Prepares the search: gives a function that finds the rows for a wish, in their order. */
export function createSearch(data: FixtureData): (wish: Wish) => readonly RowData[] {
  let lowered: readonly string[] | undefined;
  const lower = (): readonly string[] => {
    lowered ??= data.texts.map((text) => text.toLowerCase());
    return lowered;
  };
  // While the reader is still reading, so that the first search need not wait for it.
  setTimeout(lower, 300);
  return ({ flags: wanted, team, text }) => {
    const needle = text.trim().toLowerCase();
    const hits = needle === '' ? undefined : lower().map((one) => one.includes(needle));
    return data.rows.filter((row) => {
      const [flags] = row;
      if (team !== undefined && row[3] !== team) return false;
      if (wanted.length > 0 && !wanted.some(([all, none]) => (flags & all) === all && (flags & none) === 0))
        return false;
      return hits === undefined || hasHit(row, hits);
    });
  };
}

function hasHit(
  [, id, subject, , , , expected, baseline, candidate]: RowData,
  hits: readonly boolean[],
): boolean {
  const isHit = (index: number) => hits[index] === true;
  const hasReply = ([, , reply, , label, detail, answers]: ReplyData) =>
    isHit(reply) || isHit(label) || isHit(detail) || answers.some(isHit);
  return (
    isHit(id) || isHit(subject) || expected.some(isHit) || baseline.some(hasReply) || candidate.some(hasReply)
  );
}
