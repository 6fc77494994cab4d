import { describe, expect, it } from '@jest/globals';
import type { RunResult } from '../../src/domain/result.ts';
import { makePolicy } from '../helpers/factories/makePinResult.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import * as scenarios from '../report/scenarios.ts';
import { useBrowser } from './useBrowser.ts';

const open = useBrowser();

/** The same result with these system prompts, and `show` as the policy says. */
function withPrompts(result: RunResult, before: string, after: string, show: object = {}): RunResult {
  return {
    ...result,
    pins: result.pins.map((pin) =>
      pin.state !== 'evaluated' || pin.baseline === undefined
        ? pin
        : {
            ...pin,
            source: { ...pin.source, policy: makePolicy({ show }) },
            baseline: { ...pin.baseline, config: { ...pin.baseline.config, system: before } },
            candidate: {
              ...pin.candidate,
              config: { ...pin.candidate.config, system: after, metadata: { owner: 'SECRET-OWNER' } },
            },
          },
    ),
  };
}

describe('report.html', () => {
  it('says the verdict first, then the teams, worst first', async () => {
    const { page } = await open(scenarios.confirmedLoss());
    expect(await page.locator('h1').innerText()).toBe('❌ Blocked: billing regressed: 4/5 → 2/5');
    expect(await page.title()).toBe('Blocked: billing regressed: 4/5 → 2/5 · Pin Gate');
    const teams = page.locator('table').first().locator('tbody tr');
    expect(await teams.first().locator('th').innerText()).toBe('billing');
    expect(await teams.first().locator('td').allInnerTexts()).toEqual([
      '4/5',
      '2/5',
      '−2',
      '❌ regressed',
      expect.stringContaining('The loss is confirmed'),
    ]);
    expect(await teams.count()).toBe(5);
  });

  it('says how the verdict was reached, in words and numbers', async () => {
    const { page } = await open(scenarios.confirmedLoss());
    const main = await page.locator('main').innerText();
    expect(main).toContain('only these fresh trials decide');
    expect(main).toMatch(/3 fixtures broke and 1 was fixed[\s\S]*p = 0\.31/);
    const suspects = page.getByRole('table', { name: /Teams in which a fixture broke/ });
    const [billing] = await suspects.locator('tbody tr').all();
    expect(await billing?.innerText()).toMatch(/billing[\s\S]*8\/8 → 1\/8[\s\S]*❌ regressed/);
  });

  it('shows without its script everything but the list of fixtures, and says so', async () => {
    const { page } = await open(scenarios.confirmedLoss(), { javaScriptEnabled: false });
    const text = await page.locator('body').innerText();
    expect(text).toContain('Blocked: billing regressed: 4/5 → 2/5');
    expect(text).toContain('Where answers went');
    expect(text).toContain('The list of 20 fixtures with filters and replies needs JavaScript.');
    expect(await page.getByRole('button').count()).toBe(0);
  });

  it('shows what changed in the prompt, word by word, and in the settings', async () => {
    const result = withPrompts(scenarios.blocked(), 'Be kind.\nRoute it.\n', 'Be very kind.\nRoute it.\n');
    const { page } = await open(result);
    expect(await page.locator('.line.removed').innerText()).toMatch(/^−\s+removed:\s+Be kind\.$/);
    expect(await page.locator('.line.added').innerText()).toContain('Be very kind.');
    expect(await page.locator('ins').allInnerTexts()).toEqual([expect.stringContaining('very')]);
    expect(await page.getByRole('table', { name: 'Other settings that differ' }).innerText()).toContain(
      'SECRET-OWNER',
    );
  });

  it('withholds the prompt where it may not be shown, and says how to see it', async () => {
    const result = withPrompts(scenarios.blocked(), 'SECRET-A', 'SECRET-B', { prompt: 'no' });
    const { page } = await open(result);
    expect(await page.content()).not.toContain('SECRET');
    const text = await page.locator('main').innerText();
    expect(text).toContain(
      'The texts are withheld by the policy: show: { prompt: yes } in gate.yml shows it.',
    );
  });

  it('withholds replies where they may not be shown, and says how to see them', async () => {
    const { page } = await open(scenarios.couldNotEvaluate(), { report: { publicRepository: true } });
    expect(await page.content()).not.toContain('Happy to help');
    await page.getByText('TKT-1012').click();
    expect(await page.locator('.body').innerText()).toContain(
      'The reply is withheld. show: { replies: yes } in gate.yml shows it.',
    );
    expect(await page.locator('.body pre').count()).toBe(0);
  });

  it('shows where answers went, and the matrix', async () => {
    const { page } = await open(scenarios.confirmedLoss());
    const astray = page.getByRole('table', { name: /Answers that are not the label/ });
    expect(await astray.locator('tbody tr').first().innerText()).toBe('billing\tapi-platform\t0\t2\t+2');
    await page.getByText('The whole matrix').click();
    const matrix = page.getByRole('table', { name: /Confusion matrix/ });
    expect(await matrix.locator('thead th').allInnerTexts()).toEqual([
      'Expected ↓ answered →',
      'api-platform',
      'auth',
      'billing',
      'dashboard',
    ]);
    expect(await matrix.locator('tbody tr').nth(2).locator('td').allInnerTexts()).toEqual([
      '0 → 2 (+2)',
      '·',
      '4 → 2 (−2)',
      '1',
    ]);
  });

  it('shows of many teams the matrix of those that were mixed up', async () => {
    const { page } = await open(scenarios.eightyTeams());
    await page
      .getByText('The matrix of the 5 others: 75 of 80 values were never mixed up with another')
      .click();
    const matrix = page.getByRole('table', { name: /Confusion matrix/ });
    expect(await matrix.locator('tbody tr').nth(1).innerText()).toBe(
      'team-03\t0 → 2 (+2)\t4 → 2 (−2)\t·\t·\t·',
    );
  });

  it('describes distributions in words beside the pictures', async () => {
    const { page } = await open(scenarios.confirmedLoss());
    await page.getByText('Distributions').click();
    expect(await page.getByRole('img', { name: /^Latency\./ }).getAttribute('aria-label')).toBe(
      'Latency. Baseline v1: median 2.0 s, 95% within 2.0 s; Candidate v2: median 2.0 s, 95% within 2.0 s',
    );
    expect(await page.getByRole('img').count()).toBe(4);
  });

  it('unfolds a fixture: both replies side by side, its line and its sessions', async () => {
    const { page } = await open(scenarios.confirmedLoss());
    await page.getByText('TKT-1001').last().click();
    const body = page.locator('.body');
    expect(await body.locator('h4').allInnerTexts()).toEqual(['Baseline v1', 'Candidate v2']);
    expect(await body.locator('pre').allInnerTexts()).toEqual([
      '{"team":"billing"}',
      '{"team":"api-platform"}',
    ]);
    expect(await body.locator('p').first().innerText()).toBe(
      'Expected billing · prompts/ticket-triage/tickets.jsonl, line 1 · right in the re-run: 4/4 on the baseline, 0/4 on the candidate',
    );
    expect(await body.getByRole('link').first().getAttribute('href')).toMatch(
      /^https:\/\/github\.com\/acme\/support-agents\/blob\/1f0c8a4b[0-9a-f]+\/prompts\/ticket-triage\/tickets\.jsonl#L1$/,
    );
    expect(await body.getByRole('link').nth(1).getAttribute('href')).toMatch(
      /^https:\/\/platform\.claude\.com\/workspaces\/default\/sessions\/sesn_/,
    );
  });

  it('has a section for each pin, failed and removed ones too, and the warnings', async () => {
    const { page } = await open(scenarios.severalPins());
    expect(await page.locator('section.pin').count()).toBe(4);
    const text = await page.locator('main').innerText();
    expect(text).toContain('Version 9 does not exist: the newest is 4.');
    expect(text).toContain('The run was slowed down');
    expect(await page.getByRole('navigation', { name: 'Pins' }).getByRole('link').count()).toBe(4);
  });

  it('tells of earlier attempts', async () => {
    const [pin] = scenarios.forgiven().pins;
    if (pin?.state !== 'evaluated') throw new Error('not evaluated');
    const startedAt = Date.UTC(2026, 7, 3, 8);
    const earlier = {
      older: { passed: 0, blocked: 0, error: 0 },
      recent: [{ run: { id: 11, attempt: 1 }, verdict: 'blocked' as const, startedAt, otherPolicy: false }],
    };
    const { page } = await open(makeRunResult([{ ...pin, earlier }]));
    const note = page.locator('.note.warning');
    expect(await note.innerText()).toContain('Attempt 2 on the same versions and fixtures');
    expect(await note.getByRole('link').getAttribute('href')).toMatch(/\/actions\/runs\/11\/attempts\/1$/);
  });

  it.each(Object.entries(scenarios).filter(([name]) => !['sorted', 'twentyThousand'].includes(name)))(
    'opens without an error or a request: %s',
    async (_, make) => {
      const { page } = await open((make as () => RunResult)());
      expect(await page.locator('h1').count()).toBe(1);
    },
  );

  it('opens when nothing changed', async () => {
    const { page } = await open(makeRunResult());
    expect(await page.locator('h1').innerText()).toMatch(/Skipped/);
  });
});
