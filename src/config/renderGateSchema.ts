import { z } from 'zod';
import { policySchema } from '../domain/policy.ts';

/** The text of `schemas/gate.schema.json`, for editors: see renderPinSchema. */
export function renderGateSchema(): string {
  const schema = z.toJSONSchema(policySchema, { target: 'draft-07', io: 'input' });
  const title = "Pin Gate's gate.yml: how a change of the pin beside it is judged";
  return `${JSON.stringify({ title, ...schema }, undefined, 2)}\n`;
}
