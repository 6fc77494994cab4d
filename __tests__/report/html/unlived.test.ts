import { describe, expect, it } from '@jest/globals';
import type { RunResult } from '../../../src/domain/result.ts';
import { renderHtml } from '../../../src/report/html/renderHtml.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { listAddresses, textOf } from '../renderHtml.ts';
import * as scenarios from '../scenarios.ts';

/** What a reader sees of a page, on one line. */
function read(result: RunResult): string {
  const page = renderHtml(result, makeReportContext());
  return textOf(page.slice(page.indexOf('<header'))).replace(/\s+/g, ' ');
}

describe('the page of what has no number, or was not run', () => {
  it.each<[string, () => RunResult, readonly string[]]>([
    [
      'a good draft',
      scenarios.draftMade,
      [
        '📝 Evaluated and good: write 3 into the pin',
        'Production cannot read next: commit the suggestion',
        'Version 2 → 3 of agent Ticket triage, described by prompts/ticket-triage/ticket-triage.agent.yaml',
        'Candidate v3',
      ],
    ],
    [
      'a draft that is not good',
      scenarios.draftBlocked,
      [
        'No version was made: nobody runs this draft.',
        'Version 2 → draft of agent',
        'Candidate draft',
        'Candidate: a draft of agent Ticket triage (agent_011CZo6t9Cr6Eg5TeFFPWPpi), model claude-haiku-4-5, not made',
        '"candidateName":"draft"',
      ],
    ],
    [
      'a line that says more',
      scenarios.draftFound,
      ['The line becomes version: 1 # see `RUNBOOK.md`, Tuesday'],
    ],
    [
      'what is remembered',
      scenarios.remembered,
      ['Nothing was run this time: version 3 is what run 12 evaluated', '✅ improved'],
    ],
    [
      'a rollback',
      scenarios.rollbackKnown,
      [
        'Verified: the service confirms',
        'until 2026-07-22 16:40 UTC, by hubot: pull request 34, Shorter prompt',
        'When it was promoted, evaluated by run 12',
      ],
    ],
    [
      'one that is not verified',
      scenarios.rollbackUnverified,
      ['⚠️ Could not be verified: whether version 2'],
    ],
    [
      'what is pinned already',
      scenarios.described,
      ['Says next, and prompts/', 'Nothing was run and nothing'],
    ],
  ])('%s', (_, make, texts) => {
    const text = read(make());
    for (const one of texts) expect(text).toContain(one);
    expect(text).not.toContain('vnext');
    expect(text).not.toContain('version next');
  });

  it('links to the run that evaluated and to the pull requests', () => {
    expect(listAddresses(renderHtml(scenarios.rollbackKnown(), makeReportContext()))).toEqual(
      expect.arrayContaining([
        'https://github.com/acme/support-agents/actions/runs/12/attempts/1',
        'https://github.com/acme/support-agents/pull/31',
        'https://github.com/acme/support-agents/pull/34',
      ]),
    );
  });
});
