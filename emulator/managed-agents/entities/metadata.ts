import { z } from 'zod';

const maxPairs = 16;
const key = z.string().min(1).max(64);
const value = z.string().max(512);

function holdsAtMostSixteen(pairs: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(pairs).length <= maxPairs;
}

/** Metadata on create: at most 16 pairs, keys of 64 and values of 512 characters. */
export const metadataSchema = z
  .record(key, value)
  .refine(holdsAtMostSixteen, `must have at most ${maxPairs} pairs`);

/** Metadata on update: a patch, key by key; null deletes. */
export const metadataPatchSchema = z.record(key, value.nullable());

export type Metadata = z.infer<typeof metadataSchema>;

/** The bag after the patch; whether it still fits is for the caller to check with `metadataSchema`. */
export function patchMetadata(
  current: Metadata,
  patch: z.infer<typeof metadataPatchSchema> | null | undefined,
): Metadata {
  const merged: Metadata = { ...current };
  for (const [name, text] of Object.entries(patch ?? {})) {
    if (text === null) delete merged[name];
    else merged[name] = text;
  }
  return merged;
}
