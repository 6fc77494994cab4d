import type { PinResult, RunResult, RunVerdict } from '../../../src/domain/result.ts';
import { makeChange } from './makeChange.ts';

/** A run over these pins, with the worst of their verdicts. */
export function makeRunResult(
  pins: readonly PinResult[] = [],
  overrides: Partial<RunResult> = {},
): RunResult {
  const verdicts = pins.map(judge);
  const worst = (['error', 'blocked', 'passed'] as const).find((verdict) => verdicts.includes(verdict));
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

function judge(pin: PinResult): RunVerdict {
  switch (pin.state) {
    case 'evaluated':
      return pin.decision.verdict;
    case 'failed':
      return 'error';
    case 'removed':
      return 'passed';
    case 'unchanged':
      return 'skipped';
  }
}
