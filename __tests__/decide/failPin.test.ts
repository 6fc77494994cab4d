import { describe, expect, it } from '@jest/globals';
import { failPin } from '../../src/decide/failPin.ts';
import type { Pin } from '../../src/domain/pin.ts';
import { makeFixture } from '../helpers/makeFixture.ts';
import { makePolicy } from '../helpers/makePolicy.ts';

const baseline: Pin = { path: 'old/p', agent: 'agent_x', version: 1, versionLine: 2 };
const candidate: Pin = { path: 'p', agent: 'agent_x', version: 2, versionLine: 5 };
const problems = [{ message: 'No.' }];

describe('failPin', () => {
  it('keeps what is known of the pin, and that nothing was spent', () => {
    expect(
      failPin({ kind: 'bumped', path: 'p', previousPath: 'old/p', baseline, candidate }, problems),
    ).toStrictEqual({
      state: 'failed',
      path: 'p',
      change: 'bumped',
      baselineVersion: 1,
      candidateVersion: 2,
      versionLine: 5,
      problems,
      effort: { sessions: 0, costUsd: 0, durationMs: 0 },
    });
  });

  it('knows no baseline of a new pin, what was spent before it failed, and on what', () => {
    const effort = { sessions: 3, costUsd: 0.01, durationMs: 500 };
    const judged = { baseline: undefined, candidate, policy: makePolicy(), fixtures: [makeFixture()] };
    expect(failPin({ kind: 'added', path: 'p', candidate }, problems, effort, judged)).toMatchObject({
      change: 'added',
      judged,
      baselineVersion: undefined,
      candidateVersion: 2,
      effort,
    });
  });
});
