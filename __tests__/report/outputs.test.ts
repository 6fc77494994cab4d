import { describe, expect, it } from '@jest/globals';
import { outputs } from '../../src/report/outputs.ts';
import { makeFailedPin, makeRemovedPin, makeUnchangedPin } from '../helpers/factories/makePinResult.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import * as scenarios from './scenarios.ts';

describe('outputs', () => {
  it('gives versions and teams of the one pin that changed', () => {
    const result = makeRunResult([...scenarios.blocked().pins, makeUnchangedPin({ path: 'b' })]);

    expect(outputs(result)).toEqual({
      verdict: 'blocked',
      'regressed-teams': '["billing"]',
      'baseline-version': '1',
      'candidate-version': '2',
      pins: JSON.stringify([
        {
          path: 'prompts/ticket-triage/pinned-version.yml',
          change: 'bumped',
          verdict: 'blocked',
          baselineVersion: 1,
          candidateVersion: 2,
          regressedTeams: ['billing'],
        },
        {
          path: 'b',
          change: 'unchanged',
          verdict: 'skipped',
          baselineVersion: 1,
          candidateVersion: 1,
          regressedTeams: [],
        },
      ]),
    });
  });

  it('gives no versions for several pins, and each team once', () => {
    const given = outputs(scenarios.severalPins());

    expect(given).toMatchObject({
      verdict: 'error',
      'regressed-teams': '["billing"]',
      'baseline-version': '',
      'candidate-version': '',
    });
    expect(JSON.parse(given['pins'] ?? '')).toHaveLength(4);
  });

  it.each([
    ['a new pin', scenarios.newPin(), '', '1'],
    ['a removed pin', makeRunResult([makeRemovedPin()]), '3', ''],
    ['a failed pin', makeRunResult([makeFailedPin({ candidateVersion: undefined })]), '1', ''],
    ['no pin', makeRunResult(), '', ''],
    ['a good draft, the number to write', scenarios.draftMade(), '2', '3'],
    ['a draft of which no version was made', scenarios.draftBlocked(), '2', ''],
    ['a draft that failed', makeRunResult([makeFailedPin({ candidateVersion: 'next' })]), '1', ''],
    ['a draft of what is pinned', scenarios.described(), '2', '2'],
    ['a remembered evaluation', scenarios.remembered(), '2', '3'],
    ['a rollback', scenarios.rollbackKnown(), '3', '2'],
  ])('%s', (_, result, baseline, candidate) => {
    expect(outputs(result)).toMatchObject({ 'baseline-version': baseline, 'candidate-version': candidate });
  });

  it('says of each pin what the change does and what came of it, whichever lane it took', () => {
    const given = outputs(scenarios.severalPending());

    expect(given['verdict']).toBe('pending');
    expect(JSON.parse(given['pins'] ?? '')).toMatchObject([
      { change: 'drafted', verdict: 'pending', candidateVersion: 3 },
      { change: 'drafted', verdict: 'pending', candidateVersion: 2 },
      { change: 'bumped', verdict: 'passed' },
      { change: 'rolled-back', verdict: 'passed' },
    ]);
  });
});
