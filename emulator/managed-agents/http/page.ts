import { z } from 'zod';
import { invalid } from './apiError.ts';

/** Where a page starts: beyond (`next`) or before (`prev`) the item with this number. */
const cursorSchema = z.strictObject({ to: z.enum(['next', 'prev']), number: z.int() });
export type Cursor = z.infer<typeof cursorSchema>;

export interface PageQuery {
  readonly limit: number;
  readonly cursor: Cursor | undefined;
}

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly next_page: string | null;
  readonly prev_page: string | null;
}

/** Reads `limit` and `page`. Throws a 400 for a limit out of range and for a cursor that is none of ours. */
export function readPageQuery(
  query: { limit?: string | undefined; page?: string | undefined },
  limits: { default: number; max: number },
): PageQuery {
  const { limit, page } = query;
  if (limit !== undefined && (!/^\d{1,6}$/.test(limit) || Number(limit) < 1 || Number(limit) > limits.max)) {
    throw invalid(`limit: must be an integer between 1 and ${limits.max}`);
  }
  return {
    limit: limit === undefined ? limits.default : Number(limit),
    cursor: page === undefined || page === '' ? undefined : readCursor(page),
  };
}

export function writeCursor(cursor: Cursor): string {
  return `page_${Buffer.from(JSON.stringify(cursor)).toString('base64url')}`;
}

function readCursor(page: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(page.replace(/^page_/, ''), 'base64url').toString()));
  } catch {
    throw invalid('page: invalid cursor');
  }
}

/**
 * One page of `items`, which are in the list's order. Cursors hold an item's number (its place in the order
 * of creation) and not its index, so that items made or deleted between two pages move nothing.
 */
export function takePage<Item>(
  items: readonly Item[],
  order: 'asc' | 'desc',
  numberOf: (item: Item) => number,
  query: PageQuery,
): Page<Item> {
  const { cursor, limit } = query;
  const compare = (item: Item, number: number): number =>
    order === 'asc' ? numberOf(item) - number : number - numberOf(item);

  let start = 0;
  if (cursor?.to === 'next') start = findIndex(items, (item) => compare(item, cursor.number) > 0);
  let end = Math.min(start + limit, items.length);
  if (cursor?.to === 'prev') {
    end = findIndex(items, (item) => compare(item, cursor.number) >= 0);
    start = Math.max(0, end - limit);
  }

  const data = items.slice(start, end);
  const first = data[0];
  const last = data.at(-1);
  return {
    data,
    next_page:
      last !== undefined && end < items.length ? writeCursor({ to: 'next', number: numberOf(last) }) : null,
    prev_page: first !== undefined && start > 0 ? writeCursor({ to: 'prev', number: numberOf(first) }) : null,
  };
}

function findIndex<Item>(items: readonly Item[], matches: (item: Item) => boolean): number {
  const index = items.findIndex(matches);
  return index === -1 ? items.length : index;
}
