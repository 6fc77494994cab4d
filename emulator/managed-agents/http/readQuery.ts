import type { RouteContext } from '../routes/route.ts';
import { invalid } from './apiError.ts';

/** All values of an array parameter, in either spelling: `types[]=a&types[]=b` and `types=a&types=b`. */
export function readList(context: RouteContext, name: string): readonly string[] {
  return [...(context.req.queries(`${name}[]`) ?? []), ...(context.req.queries(name) ?? [])];
}

export function readFlag(context: RouteContext, name: string): boolean {
  const value = context.req.query(name);
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw invalid(`${name}: must be true or false`);
}

export function readOrder(context: RouteContext, fallback: 'asc' | 'desc'): 'asc' | 'desc' {
  const value = context.req.query('order') ?? fallback;
  if (value === 'asc' || value === 'desc') return value;
  throw invalid('order: must be asc or desc');
}

/** An integer from 1, when there is one. */
export function readVersion(context: RouteContext, name: string): number | undefined {
  const value = context.req.query(name);
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw invalid(`${name}: must be an integer of at least 1`);
}

const comparisons = {
  gt: (a: number, b: number) => a > b,
  gte: (a: number, b: number) => a >= b,
  lt: (a: number, b: number) => a < b,
  lte: (a: number, b: number) => a <= b,
};

/** Whether a time (in milliseconds) lies in the range that `created_at[gt|gte|lt|lte]` names. */
export function readTimeRange(context: RouteContext): (time: number) => boolean {
  const tests = Object.entries(comparisons).flatMap(([operator, compare]) => {
    const name = `created_at[${operator}]`;
    const value = context.req.query(name);
    if (value === undefined) return [];
    const bound = Date.parse(value);
    if (Number.isNaN(bound)) throw invalid(`${name}: must be an RFC 3339 time`);
    return [(time: number) => compare(time, bound)];
  });
  return (time) => tests.every((test) => test(time));
}
