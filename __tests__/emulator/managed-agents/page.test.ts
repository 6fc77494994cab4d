import { describe, expect, it } from '@jest/globals';
import { readPageQuery, takePage } from '../../../emulator/managed-agents/http/page.ts';

const limits = { default: 20, max: 100 };
const itself = (number: number) => number;

describe('takePage', () => {
  const page = (items: readonly number[], order: 'asc' | 'desc', limit: string, cursor?: string | null) =>
    takePage(items, order, itself, readPageQuery({ limit, page: cursor ?? undefined }, limits));

  it.each(['asc', 'desc'] as const)('walks %s to the end and back', (order) => {
    const items = order === 'asc' ? [1, 2, 3, 4, 5] : [5, 4, 3, 2, 1];
    const first = page(items, order, '2');
    const second = page(items, order, '2', first.next_page);
    const third = page(items, order, '2', second.next_page);
    expect([first.data, second.data, third.data]).toEqual([
      items.slice(0, 2),
      items.slice(2, 4),
      items.slice(4),
    ]);
    expect([first.prev_page, third.next_page]).toEqual([null, null]);
    expect(page(items, order, '2', third.prev_page).data).toEqual(second.data);
    expect(page(items, order, '2', second.prev_page)).toEqual(first);
  });

  it('is not moved by what is made or deleted between two pages', () => {
    const first = page([5, 4, 3, 2, 1], 'desc', '2');
    expect(page([7, 6, 5, 3, 2, 1], 'desc', '2', first.next_page).data).toEqual([3, 2]);
  });

  it('is one page without cursors when everything fits exactly', () => {
    expect(page([1, 2], 'asc', '2')).toEqual({ data: [1, 2], next_page: null, prev_page: null });
    expect(page([], 'asc', '2')).toEqual({ data: [], next_page: null, prev_page: null });
  });
});

describe('readPageQuery', () => {
  it('has a default limit, and takes 1 to the maximum', () => {
    expect(readPageQuery({}, limits)).toEqual({ limit: 20, cursor: undefined });
    expect(readPageQuery({ limit: '1' }, limits).limit).toBe(1);
    expect(readPageQuery({ limit: '100' }, limits).limit).toBe(100);
  });

  it.each(['0', '101', '1.5', 'ten', ''])('refuses the limit "%s"', (limit) => {
    expect(() => readPageQuery({ limit }, limits)).toThrow('limit: must be an integer between 1 and 100');
  });

  it.each(['x', 'page_e30', '..'])('refuses the cursor "%s"', (cursor) => {
    expect(() => readPageQuery({ page: cursor }, limits)).toThrow('page: invalid cursor');
  });
});
