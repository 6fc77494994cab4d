import { describe, it } from '@jest/globals';
import type { RunResult } from '../../src/domain/result.ts';
import { renderComment } from '../../src/report/renderComment.ts';
import { renderNothingToGate } from '../../src/report/renderNothingToGate.ts';
import { renderSummary } from '../../src/report/renderSummary.ts';
import { renderTerminal } from '../../src/report/renderTerminal.ts';
import { expectGolden } from '../helpers/expectGolden.ts';
import { makeReportContext } from '../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import { hostile } from './hostileCorpus.ts';
import * as scenarios from './scenarios.ts';

const COMMENTS: readonly (readonly [string, () => RunResult])[] = [
  ['blocked', scenarios.blocked],
  ['passed', scenarios.passed],
  ['confirmed-loss', scenarios.confirmedLoss],
  ['forgiven', scenarios.forgiven],
  ['inconclusive', scenarios.inconclusive],
  ['worse-overall', scenarios.worseOverall],
  ['could-not-evaluate', scenarios.couldNotEvaluate],
  ['broken-policy', scenarios.brokenPolicy],
  ['new-pin', scenarios.newPin],
  ['rollback', scenarios.rollback],
  ['several-pins', scenarios.severalPins],
  ['second-field', scenarios.secondField],
  ['one-receiver', scenarios.oneReceiver],
  ['eighty-teams-confirmed', scenarios.eightyTeamsConfirmed],
  ['removed-pin', scenarios.removedPin],
  ['changed-everywhere', scenarios.changedEverywhere],
  ['identical', scenarios.identical],
  ['eighty-teams', scenarios.eightyTeams],
  ['draft-made', scenarios.draftMade],
  ['draft-made-before', scenarios.draftMadeBefore],
  ['draft-found', scenarios.draftFound],
  ['draft-blocked', scenarios.draftBlocked],
  ['draft-blocked-made', scenarios.draftBlockedMade],
  ['draft-error', scenarios.draftError],
  ['draft-new', scenarios.draftNew],
  ['described', scenarios.described],
  ['remembered', scenarios.remembered],
  ['remembered-draft', scenarios.rememberedDraft],
  ['rollback-known', scenarios.rollbackKnown],
  ['rollback-unverified', scenarios.rollbackUnverified],
  ['several-pending', scenarios.severalPending],
  ['hostile', hostile],
];

describe('the comment as a reader sees it', () => {
  const context = makeReportContext();

  it.each(COMMENTS)('%s', (name, make) => {
    expectGolden(`comment-${name}.md`, renderComment(make(), context));
  });

  it('blocked, on a public repository, where replies are withheld', () => {
    expectGolden(
      'comment-blocked-public.md',
      renderComment(scenarios.couldNotEvaluate(), makeReportContext({ publicRepository: true })),
    );
  });

  it('changed everywhere, on a public repository, where prompts are withheld', () => {
    expectGolden(
      'comment-changed-everywhere-public.md',
      renderComment(scenarios.changedEverywhere(), makeReportContext({ publicRepository: true })),
    );
  });

  it('nothing to gate any more', () => {
    expectGolden('comment-nothing-to-gate.md', renderNothingToGate(makeRunResult(), context));
  });
});

describe('the same result elsewhere', () => {
  it('in the job summary', () => {
    expectGolden('summary-blocked.md', renderSummary(scenarios.blocked(), makeReportContext()));
  });

  it.each([
    ['blocked', scenarios.blocked],
    ['confirmed-loss', scenarios.confirmedLoss],
    ['several-pins', scenarios.severalPins],
    ['changed-everywhere', scenarios.changedEverywhere],
    ['draft-made', scenarios.draftMade],
    ['draft-blocked', scenarios.draftBlocked],
    ['remembered-draft', scenarios.rememberedDraft],
    ['rollback-known', scenarios.rollbackKnown],
    ['several-pending', scenarios.severalPending],
    ['hostile', hostile],
  ] as const)('in a terminal: %s', (name, make) => {
    expectGolden(`terminal-${name}.txt`, renderTerminal(make(), makeReportContext()));
  });

  it.each([80, 120])('in a terminal of %i columns, in colour', (width) => {
    const options = { width, color: true };
    const text = renderTerminal(scenarios.confirmedLoss(), makeReportContext(), options);
    expectGolden(`terminal-confirmed-loss-${width}.txt`, text.replaceAll('\u001b', '\\e'));
  });
});
