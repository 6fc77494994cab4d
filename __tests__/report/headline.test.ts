import { describe, expect, it } from '@jest/globals';
import type { RunResult } from '../../src/domain/result.ts';
import { headline } from '../../src/report/headline.ts';
import { makeChange } from '../helpers/factories/makeChange.ts';
import { makeFixtureResult } from '../helpers/factories/makeFixtureResult.ts';
import {
  makeDecision,
  makeDescribedPin,
  makeEvaluatedPin,
  makeFailedPin,
  makePin,
  makeRememberedPin,
  makeRemovedPin,
  makeRollbackPin,
  makeUnchangedPin,
} from '../helpers/factories/makePinResult.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import * as scenarios from './scenarios.ts';

const right = makeFixtureResult({ id: 'a', team: 'auth' });
const broke = (team: string) => makeFixtureResult({ id: team, team }, team, 'other');
const fixed = (team: string) => makeFixtureResult({ id: team, team }, 'other', team);
const held = (team: string) => makeFixtureResult({ id: `${team}+`, team });

const CASES: readonly (readonly [string, RunResult, string])[] = [
  ['one team', scenarios.blocked(), 'Blocked: `billing` regressed: 4/5 → 2/5'],
  [
    'two teams',
    makeRunResult([makeEvaluatedPin([broke('a'), broke('b')])]),
    'Blocked: 2 teams regressed: `a` 1/1 → 0/1 and `b` 1/1 → 0/1',
  ],
  [
    'three teams',
    makeRunResult([makeEvaluatedPin([broke('a'), broke('b'), broke('c')])]),
    'Blocked: 3 teams regressed: `a` 1/1 → 0/1, `b` 1/1 → 0/1 and 1 more',
  ],
  [
    'a rollback',
    scenarios.rollback(),
    'Blocked: rollback from version 2 to 1: `api-platform` regressed: 5/5 → 4/5',
  ],
  [
    'a new pin under its floor',
    scenarios.newPin(),
    'Blocked: new pin without a baseline: `auth` is below its floor: 4/5, at least 90% asked',
  ],
  [
    'a new pin',
    makeRunResult([
      makeEvaluatedPin(
        [makeFixtureResult({ team: 'auth' }, undefined)].map((r) => ({ ...r, baseline: [] })),
        {
          change: 'added',
          baseline: undefined,
        },
      ),
    ]),
    'Passed: new pin without a baseline: 1 team evaluated alone',
  ],
  ['held', makeRunResult([makeEvaluatedPin([right])]), 'Passed: 1 team held'],
  [
    'improved and unprotected',
    makeRunResult([
      makeEvaluatedPin([held('a'), fixed('a'), makeFixtureResult({ team: 'b' }, 'x', 'x'), right]),
    ]),
    'Passed: `a` improved: 1/2 → 2/2; 1 team held; `b` unprotected, as the baseline gets nothing right there',
  ],
  [
    'not scored',
    scenarios.couldNotEvaluate(),
    'Could not evaluate: 2 of 5 fixtures of `billing` could not be scored',
  ],
  [
    'nothing to compare',
    makeRunResult([
      makeEvaluatedPin([right], {
        decision: makeDecision([], {
          verdict: 'error',
          reasons: ['Nothing to compare: 3 of 4 replies are not answers. For example: "hi".'],
        }),
      }),
    ]),
    'Could not evaluate: nothing to compare: 3 of 4 replies are not answers',
  ],
  [
    'a problem with its place, and more',
    scenarios.brokenPolicy(),
    'Could not evaluate: `prompts/ticket-triage/gate.yml:3`: Unknown key `polcy`: the nearest known one is `policy` (and 1 more problem)',
  ],
  [
    'a problem of the run',
    makeRunResult([], { verdict: 'error', problems: [{ message: 'The secret is missing.' }] }),
    'Could not evaluate: The secret is missing',
  ],
  [
    'several pins, the worst first',
    makeRunResult([
      makeFailedPin({ path: 'p', problems: [{ message: 'No gate.' }] }),
      ...scenarios.blocked().pins,
      makeRemovedPin(),
    ]),
    'Could not evaluate: 1 of 3 pins (1 blocked, 1 passed): `p`: No gate',
  ],
  [
    'several pins that pass',
    makeRunResult([
      makeEvaluatedPin([right]),
      makeEvaluatedPin([right], { change: 'rolled-back' }),
      makeRemovedPin(),
    ]),
    'Passed: 3 pins (1 rolled back, 1 removed), no team is worse off',
  ],
  [
    'a good draft',
    scenarios.draftMade(),
    'Evaluated and good: write 3 into the pin (`api-platform` improved: 4/5 → 5/5; 3 teams held)',
  ],
  [
    'a good draft of a new pin',
    scenarios.draftNew(),
    'Evaluated and good: write 1 into the pin (new pin without a baseline: 4 teams evaluated alone)',
  ],
  ['a draft that is not good', scenarios.draftBlocked(), 'Blocked: `billing` regressed: 5/5 → 3/5'],
  [
    'a draft of what is pinned',
    scenarios.described(),
    'Nothing to evaluate: the agent file describes version 2, which is pinned already: write 2 into the pin',
  ],
  [
    'a number that was a good draft',
    scenarios.remembered(),
    'Passed: version 3 is what run 12 evaluated as a draft: same configuration, same fixtures, same policy',
  ],
  [
    'a good draft once more',
    scenarios.rememberedDraft(),
    'Evaluated and good: write 3 into the pin (run 12 evaluated it: same configuration, same fixtures, same policy)',
  ],
  [
    'a rollback by the fast lane',
    scenarios.rollbackKnown(),
    'Passed: rollback from version 3 to 2, without an evaluation',
  ],
  [
    'one to another agent',
    makeRunResult([makeRollbackPin({ candidate: makePin({ version: 3, agent: 'agent_other' }) })]),
    'Passed: rollback from version 3 to 3 of another agent, without an evaluation',
  ],
  [
    'one that could not be verified',
    scenarios.rollbackUnverified(),
    'Passed: rollback from version 3 to 2, without an evaluation; version 2 could not be verified',
  ],
  [
    'several pins that wait for a number',
    makeRunResult([makeDescribedPin(), makeDescribedPin({ path: 'b' }), makeRemovedPin()]),
    'Nothing to evaluate: 2 of 3 pins still say `next` (1 passed): `prompts/ticket-triage/pinned-version.yml`: the agent file describes version 2, which is pinned already: write 2 into the pin; `b`: the agent file describes version 2, which is pinned already: write 2 into the pin',
  ],
  [
    'one that waits beside one that is blocked',
    makeRunResult([...scenarios.blocked().pins, makeDescribedPin({ path: 'b' })]),
    'Blocked: 1 of 2 pins (1 still says `next`): `prompts/ticket-triage/pinned-version.yml`: `billing` regressed: 4/5 → 2/5',
  ],
  [
    'several pins that pass without an evaluation',
    makeRunResult([...scenarios.rollbackUnverified().pins, makeRollbackPin()]),
    'Passed: 2 pins (2 rolled back without an evaluation, 1 could not be verified)',
  ],
  [
    'several pins that pass, one of them remembered',
    makeRunResult([makeRememberedPin(), makeRollbackPin()]),
    'Passed: 2 pins (1 evaluated as a draft, 1 rolled back without an evaluation), no team is worse off',
  ],
  [
    'a removed pin',
    makeRunResult([makeRemovedPin()]),
    'Passed: `prompts/old-agent/pinned-version.yml` is removed, so there is nothing to evaluate',
  ],
  ['nothing changed', makeRunResult([]), 'Skipped: the pull request changes no pin'],
  [
    'nothing changed in a merge group',
    makeRunResult([makeUnchangedPin()], { change: makeChange({ kind: 'merge-group' }) }),
    'Skipped: the merge group changes no pin',
  ],
  [
    'an unchanged pin beside a changed one',
    makeRunResult([makeUnchangedPin(), makeEvaluatedPin([right])]),
    'Passed: 1 team held',
  ],
  [
    'an error without a word',
    makeRunResult([], { verdict: 'error', change: undefined }),
    'Could not evaluate: the run did not get far enough to say why; see its log',
  ],
];

describe('headline', () => {
  it.each(CASES)('%s', (_, result, sentence) => {
    expect(headline(result)).toBe(sentence);
  });

  it('stays on one line and short, whatever a team is called', () => {
    const team = `x\n\`${'y'.repeat(500)}`;
    const sentence = headline(makeRunResult([makeEvaluatedPin([broke(team)])]));

    expect(sentence).toBe(`Blocked: \`x↵'${'y'.repeat(77)}…\` regressed: 1/1 → 0/1`);
  });
});
