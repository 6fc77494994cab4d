import * as scenarios from '../../__tests__/report/scenarios.ts';
import type { RunResult } from '../../src/domain/result.ts';

/** The results whose reports are looked at; the first one is the one in the README. */
export const SAMPLES: readonly (readonly [name: string, make: () => RunResult])[] = [
  ['blocked', scenarios.confirmedLoss],
  ['blocked-by-any-drop', scenarios.blocked],
  ['passed', scenarios.passed],
  ['forgiven', scenarios.forgiven],
  ['inconclusive', scenarios.inconclusive],
  ['worse-overall', scenarios.worseOverall],
  ['could-not-evaluate', scenarios.couldNotEvaluate],
  ['broken-policy', scenarios.brokenPolicy],
  ['new-pin', scenarios.newPin],
  ['rollback', scenarios.rollback],
  ['rollback-known', scenarios.rollbackKnown],
  ['rollback-unverified', scenarios.rollbackUnverified],
  ['draft-made', scenarios.draftMade],
  ['draft-blocked', scenarios.draftBlocked],
  ['described', scenarios.described],
  ['remembered', scenarios.remembered],
  ['several-pending', scenarios.severalPending],
  ['several-pins', scenarios.severalPins],
  ['removed-pin', scenarios.removedPin],
  ['eighty-teams', scenarios.eightyTeams],
];
