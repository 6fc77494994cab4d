import { z } from 'zod';
import { calibrationSchema } from './calibrationSchema.ts';

/** The text of `schemas/calibration.schema.json`: the JSON Schema (draft 2020-12) of `calibration.json`. */
export function renderCalibrationSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(calibrationSchema, { target: 'draft-2020-12' }), undefined, 2)}\n`;
}
