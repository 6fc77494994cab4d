import { pinVerdict } from '../../../src/domain/pinVerdict.ts';
import type { PinResult, RunResult } from '../../../src/domain/result.ts';
import { makeChange } from './makeChange.ts';

/** A run over these pins, with the worst of their verdicts. */
export function makeRunResult(
  pins: readonly PinResult[] = [],
  overrides: Partial<RunResult> = {},
): RunResult {
  const verdicts = pins.map(pinVerdict);
  const worst = (['error', 'blocked', 'pending', 'passed'] as const).find((verdict) =>
    verdicts.includes(verdict),
  );
  return {
    verdict: worst ?? 'skipped',
    change: makeChange(),
    pins,
    problems: [],
    warnings: [],
    startedAt: Date.UTC(2026, 7, 3, 9, 30),
    durationMs: 15_400,
    ...overrides,
  };
}
