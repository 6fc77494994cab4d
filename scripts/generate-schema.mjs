/**
 * Writes the JSON Schemas in `schema/` from those that the reports are checked against, or with `--check` says
 * whether they are up to date. It imports TypeScript as it is, which Node 24 can.
 */
import { mkdirSync } from 'node:fs';
import { renderCalibrationSchema } from '../src/report/calibration/renderCalibrationSchema.ts';
import { renderReportSchema } from '../src/report/renderReportSchema.ts';
import { writeOrCheck } from './generated.mjs';

mkdirSync('schema', { recursive: true });
writeOrCheck('schema/report.schema.json', renderReportSchema(), 'npm run schema');
writeOrCheck('schema/calibration.schema.json', renderCalibrationSchema(), 'npm run schema');
