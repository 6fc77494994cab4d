import type { z } from 'zod';
import { invalid } from './apiError.ts';

/** `value` in the schema's form, or a 400 that names every field that is not. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(result.error.issues.map(formatIssue).join('; '));
}

function formatIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .map((key) => `${path === '' ? key : `${path}.${key}`}: Extra inputs are not permitted`)
      .join('; ');
  }
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}
