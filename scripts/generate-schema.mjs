/**
 * Writes `schema/report.schema.json` from the schema that the report is checked against, or with `--check` says
 * whether it is up to date. It imports TypeScript as it is, which Node 24 can.
 */
import { mkdirSync } from 'node:fs';
import { renderReportSchema } from '../src/report/renderReportSchema.ts';
import { writeOrCheck } from './generated.mjs';

mkdirSync('schema', { recursive: true });
writeOrCheck('schema/report.schema.json', renderReportSchema(), 'npm run schema');
