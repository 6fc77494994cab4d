/**
 * Writes the JSON Schemas in `schemas/` from those that files and reports are checked against, or with `--check`
 * says whether they are up to date. It imports TypeScript as it is, which Node 24 can.
 */
import { mkdirSync } from 'node:fs';
import { renderGateSchema } from '../src/config/renderGateSchema.ts';
import { renderPinSchema } from '../src/config/renderPinSchema.ts';
import { renderCalibrationSchema } from '../src/report/calibration/renderCalibrationSchema.ts';
import { renderReportSchema } from '../src/report/renderReportSchema.ts';
import { writeOrCheck } from './generated.mjs';

mkdirSync('schemas', { recursive: true });
writeOrCheck('schemas/pinned-version.schema.json', renderPinSchema(), 'npm run schema');
writeOrCheck('schemas/gate.schema.json', renderGateSchema(), 'npm run schema');
writeOrCheck('schemas/report.schema.json', renderReportSchema(), 'npm run schema');
writeOrCheck('schemas/calibration.schema.json', renderCalibrationSchema(), 'npm run schema');
