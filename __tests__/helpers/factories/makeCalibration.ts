import type {
  Calibration,
  CalibrationResult,
  FalseBlocks,
  FixturePasses,
  PinCalibration,
  Simulation,
  TeamCalibration,
} from '../../../src/domain/calibration.ts';
import { HEAD } from './makeChange.ts';
import { makeAgentVersion, makePin, makePolicy } from './makePinResult.ts';

export function makePasses(overrides: Partial<FixturePasses> = {}): FixturePasses {
  return {
    ...{ id: 'TKT-1', team: 'billing', file: 'prompts/ticket-triage/tickets.jsonl', line: 1 },
    ...{ right: 10, of: 10 },
    ...overrides,
  };
}

export function makeFalseBlocks(count = 0, of = 5, overrides: Partial<FalseBlocks> = {}): FalseBlocks {
  const share = of === 0 ? 0 : count / of;
  const blocked = { count, of, low: share / 2, high: Math.min(1, share + 1 / (of + 1)) };
  return { blocked, regressed: count, belowFloor: 0, inconclusive: 0, worseOverall: 0, ...overrides };
}

export function makeTeam(overrides: Partial<TeamCalibration> = {}): TeamCalibration {
  const broken = { one: 0.97, smallest: 1 };
  const halved = { one: 0.24, smallest: 4 };
  return {
    ...{ team: 'billing', fixtures: 8, able: 8, flaky: 1, rate: 0.95 },
    ...{ falselyBlocked: 0.003, belowFloor: 0, broken, halved },
    withTrials: [
      { trials: 3, broken: { one: 0.98, smallest: 1 }, halved: { one: 0.25, smallest: 4 } },
      { trials: 5, broken: { one: 0.99, smallest: 1 }, halved: { one: 0.25, smallest: 4 } },
    ],
    ...overrides,
  };
}

export function makeSimulation(overrides: Partial<Simulation> = {}): Simulation {
  return {
    ...{ seed: 1, runs: 2000, detectionRuns: 400, chanceOfObserved: 1 },
    ...{ firstSessions: 16, extraSessions: 2.4, moreRounds: undefined },
    falseBlocks: makeFalseBlocks(14, 2000, {
      blocked: { count: 14, of: 2000, low: 0.00383, high: 0.01172 },
      regressed: 8,
      inconclusive: 5,
      worseOverall: 1,
    }),
    otherRule: { rule: 'any-drop', falseBlocks: makeFalseBlocks(1020, 2000) },
    teams: [makeTeam()],
    ...overrides,
  };
}

export function makeCalibration(overrides: Partial<Calibration> = {}): Calibration {
  return {
    observed: makeFalseBlocks(0, 5, { blocked: { count: 0, of: 5, low: 0, high: 0.5218 } }),
    fixtures: [
      makePasses(),
      makePasses({ id: 'TKT-2', line: 2, right: 31, of: 42 }),
      makePasses({ id: 'TKT-3', line: 3, right: 0 }),
    ],
    simulation: makeSimulation(),
    ...overrides,
  };
}

export function makePinCalibration(overrides: Partial<PinCalibration> = {}): PinCalibration {
  const pin = makePin({ version: 3 });
  return {
    ...{ path: pin.path, pin, config: makeAgentVersion({ version: 3 }) },
    source: {
      ...{ policy: makePolicy(), path: 'prompts/ticket-triage/gate.yml', commit: HEAD },
      from: 'base',
    },
    calibration: makeCalibration(),
    problems: [],
    effort: { sessions: 92, costUsd: 0.31, durationMs: 48_000 },
    ...overrides,
  };
}

/** One pin, version 3, five runs, none blocked. */
export function makeCalibrationResult(overrides: Partial<CalibrationResult> = {}): CalibrationResult {
  return {
    ...{ commit: HEAD, runs: 5, pins: [makePinCalibration()], problems: [] },
    ...{ startedAt: Date.UTC(2026, 7, 1, 9), durationMs: 48_000 },
    ...overrides,
  };
}
