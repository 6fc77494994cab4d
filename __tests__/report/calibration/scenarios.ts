import type { CalibrationResult } from '../../../src/domain/calibration.ts';
import {
  makeCalibration,
  makeCalibrationResult,
  makeFalseBlocks,
  makePasses,
  makePinCalibration,
  makeSimulation,
  makeTeam,
} from '../../helpers/factories/makeCalibration.ts';
import { makeAgentVersion, makePin, makePolicy } from '../../helpers/factories/makePinResult.ts';
import { HOSTILE } from '../hostileCorpus.ts';

const option = (trials: number, broken: number, one: number, halved: number) => ({
  trials,
  broken: { one: broken, smallest: 1 },
  halved: { one, smallest: halved },
});

/** Six teams, one of them unprotected, one too small for a partial break. */
export function calm(): CalibrationResult {
  const teams = [
    makeTeam({ fixtures: 20, able: 19, flaky: 3, rate: 0.93, falselyBlocked: 0.003 }),
    makeTeam({ team: 'auth', fixtures: 12, able: 12, flaky: 1, falselyBlocked: 0.002 }),
    makeTeam({
      team: 'api-platform',
      flaky: 0,
      rate: 1,
      falselyBlocked: 0,
      halved: { one: 0.31, smallest: 3 },
    }),
    makeTeam({
      ...{ team: 'shipping', fixtures: 2, able: 2, flaky: 0, rate: 1, falselyBlocked: 0 },
      halved: { one: 0.33, smallest: 3 },
      withTrials: [option(3, 0.98, 0.31, 3), option(5, 0.99, 0.34, 3)],
    }),
    makeTeam({
      ...{ team: 'legacy', fixtures: 2, able: 0, flaky: 0, rate: 0, falselyBlocked: 0 },
      broken: { one: undefined, smallest: undefined },
      halved: { one: undefined, smallest: undefined },
      withTrials: [3, 5].map((trials) => ({
        trials,
        broken: { one: undefined, smallest: undefined },
        halved: { one: undefined, smallest: undefined },
      })),
    }),
  ];
  const fixtures = [
    makePasses(),
    makePasses({ id: 'TKT-1002', line: 2, right: 31, of: 42 }),
    makePasses({ id: 'TKT-1007', line: 7, right: 9, of: 10 }),
    makePasses({ id: 'TKT-1011', line: 11, team: 'auth', right: 5, of: 10 }),
    makePasses({ id: 'TKT-1040', line: 40, team: 'legacy', right: 0, of: 10 }),
  ];
  const calibration = makeCalibration({
    fixtures,
    simulation: makeSimulation({ teams, firstSessions: 88, extraSessions: 21.3 }),
  });
  return makeCalibrationResult({ pins: [makePinCalibration({ calibration })] });
}

/** `any-drop` with a floor that is too close, a loss that is hard to see, and runs that blocked more than explained. */
export function harsh(): CalibrationResult {
  const source = { ...makePinCalibration().source, policy: makePolicy({ policy: { rule: 'any-drop' } }) };
  const simulation = makeSimulation({
    falseBlocks: makeFalseBlocks(1020, 2000, { belowFloor: 240 }),
    otherRule: { rule: 'confirmed', falseBlocks: makeFalseBlocks(14, 2000) },
    chanceOfObserved: 0.01,
    teams: [
      makeTeam({
        ...{ falselyBlocked: 0.42, belowFloor: 0.12 },
        broken: { one: 0.61, smallest: 2 },
        halved: { one: 0.1, smallest: undefined },
        withTrials: [option(3, 0.85, 0.6, 4), option(5, 0.92, 0.7, 3)],
      }),
    ],
  });
  const calibration = makeCalibration({
    observed: makeFalseBlocks(5, 5, { blocked: { count: 5, of: 5, low: 0.4782, high: 1 }, belowFloor: 1 }),
    simulation,
  });
  return makeCalibrationResult({
    pins: [makePinCalibration({ calibration, source: { path: '', commit: '', from: 'base', ...source } })],
  });
}

/** Stopped in its third run: what there is, and why there is no more. */
export function stopped(): CalibrationResult {
  const message =
    'Evaluating prompts/ticket-triage/pinned-version.yml was stopped by a signal after 7 of 16 trials: the workflow was cancelled, or a newer run took its place. Nothing was decided; run it again if that was not meant.';
  const calibration = makeCalibration({
    observed: makeFalseBlocks(1, 2, { blocked: { count: 1, of: 2, low: 0.0126, high: 0.9874 } }),
    simulation: undefined,
  });
  return makeCalibrationResult({ pins: [makePinCalibration({ calibration, problems: [{ message }] })] });
}

/** Three pins: one calibrated, one whose policy is broken, one that would cost too much. */
export function severalPins(): CalibrationResult {
  const wavering = makeCalibration({
    simulation: makeSimulation({
      falseBlocks: makeFalseBlocks(160, 2000, { inconclusive: 60 }),
      moreRounds: {
        rounds: [4, 8, 16, 40, 80],
        falseBlocks: makeFalseBlocks(40, 2000, { inconclusive: 22 }),
      },
    }),
  });
  const nothing = { pin: undefined, config: undefined, source: undefined, calibration: undefined };
  const effort = { sessions: 0, costUsd: 0, durationMs: 0 };
  return makeCalibrationResult({
    pins: [
      makePinCalibration({ path: 'prompts/a/pinned-version.yml', calibration: wavering }),
      makePinCalibration({
        ...{ path: 'prompts/b/pinned-version.yml', ...nothing, effort },
        problems: [
          {
            file: 'prompts/b/gate.yml',
            line: 3,
            message: '`polcy` is no key of gate.yml: did you mean `policy`?',
          },
        ],
      }),
      makePinCalibration({
        ...{ path: 'prompts/c/pinned-version.yml', calibration: undefined, effort },
        problems: [
          {
            file: 'prompts/c/gate.yml',
            message:
              'Calibrating prompts/c/pinned-version.yml in 5 runs would cost about $7.10 (200 sessions and what is run again), more than the $5.00 of `limits.max-cost-usd`, which holds for all runs together; no session was started. Pass `--max-cost-usd 15` (in a workflow the input `calibration-max-cost-usd: 15`), or take fewer runs.',
          },
        ],
      }),
    ],
  });
}

/** Every text of a repository tries to be more than text. */
export function hostile(): CalibrationResult {
  const names = HOSTILE.map((text) => text.slice(0, 60));
  const teams = names.map((team, index) =>
    index % 2 === 0
      ? makeTeam({ team, broken: { one: 0.5, smallest: 2 }, halved: { one: 0.2, smallest: 12 } })
      : makeTeam({ team, able: 0, belowFloor: 0.2, broken: { one: undefined, smallest: undefined } }),
  );
  const fixtures = names.map((id) => makePasses({ id, team: id, right: 3, of: 9 }));
  const calibration = makeCalibration({ fixtures, simulation: makeSimulation({ teams }) });
  const problems = HOSTILE.map((message) => ({ file: message.slice(0, 30), line: 1, message }));
  const [path = '', name = '', id = ''] = names;
  return makeCalibrationResult({
    pins: [
      makePinCalibration({
        ...{ path, pin: makePin({ path }), calibration, problems },
        config: makeAgentVersion({ name, model: { id } }),
      }),
    ],
    problems,
  });
}
