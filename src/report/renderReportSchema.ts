import { z } from 'zod';
import { reportSchema } from './reportSchema.ts';

/** The text of `schemas/report.schema.json`: the JSON Schema (draft 2020-12) of `report.json`. */
export function renderReportSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(reportSchema, { target: 'draft-2020-12' }), undefined, 2)}\n`;
}
