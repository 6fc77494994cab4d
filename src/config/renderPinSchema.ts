import { z } from 'zod';
import { pinSchema } from '../domain/pin.ts';

/**
 * The text of `schemas/pinned-version.schema.json`, for editors. Draft 7, because that is what their YAML language
 * server knows best; of what the file may say, not of what reading it makes of that.
 */
export function renderPinSchema(): string {
  const schema = z.toJSONSchema(pinSchema, { target: 'draft-07', io: 'input' });
  const title = "Pin Gate's pinned-version.yml: which version of the agent answers in production";
  return `${JSON.stringify({ title, ...schema }, undefined, 2)}\n`;
}
