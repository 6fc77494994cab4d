import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { Rollback, RollbackReason, RollbackResult } from '../../../src/domain/rollback.ts';
import { renderRollbackBody } from '../../../src/report/rollback/renderRollbackBody.ts';
import { renderRollbackSummary } from '../../../src/report/rollback/renderRollbackSummary.ts';
import { renderRollbackTerminal } from '../../../src/report/rollback/renderRollbackTerminal.ts';
import { rollbackAnnotations } from '../../../src/report/rollback/rollbackAnnotations.ts';
import { rollbackTitle } from '../../../src/report/rollback/rollbackTitle.ts';
import { expectGolden } from '../../helpers/expectGolden.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { makePinState } from '../../helpers/makePinState.ts';
import { HOSTILE } from '../hostileCorpus.ts';
import { listAddresses, listElements, listTexts, RENDERERS } from '../renderHtml.ts';

const context = makeReportContext();

/** A rollback whose every text of others is this one. */
function makeRollback(text: string, more: Partial<Rollback> = {}): Rollback {
  const state = (index: number) => {
    const pullRequest = {
      number: index,
      title: text,
      url: `https://github.com/acme/support-agents/pull/${index}`,
    };
    return makePinState(index, undefined, { author: text, pullRequest });
  };
  return {
    path: text,
    base: text,
    baseCommit: 'a'.repeat(40),
    agent: text,
    from: 3,
    to: 2,
    live: { from: state(1), until: state(2) },
    verification: { state: 'unverified', reason: text },
    proposal: {
      number: 7,
      url: 'https://github.com/acme/support-agents/pull/7',
      existed: false,
      warnings: [],
      needsApproval: true,
    },
    ...more,
  };
}

const why = (text: string): RollbackReason => ({
  reason: text,
  actor: text,
  runUrl: 'https://github.com/acme/support-agents/actions/runs/1',
});

const plain: Rollback = {
  ...makeRollback('x'),
  path: 'prompts/ticket-triage/pinned-version.yml',
  base: 'main',
  agent: 'agent_011CZo6t9Cr6Eg5TeFFPWPpi',
  live: {
    from: makePinState(1, undefined),
    until: makePinState(2, undefined, { pullRequest: undefined, author: 'grace' }),
  },
  verification: undefined,
};

const done = (rollback: Rollback, warnings: readonly string[] = []): RollbackResult => ({
  path: rollback.path,
  rollback,
  problems: [],
  warnings,
});

const failed: RollbackResult = {
  path: plain.path,
  rollback: undefined,
  problems: [{ file: plain.path, line: 2, message: 'Version 3 is pinned already.' }],
  warnings: [],
};

describe('the pull request of a rollback', () => {
  it('says why, from where to where, when that was live and what comes next', () => {
    const reason = 'Billing tickets go to @acme/api since noon.\r\n\r\nSee #12.';
    expectGolden('rollback-pull-request.md', renderRollbackBody(plain, { ...why('ada'), reason }, context));
  });

  it('says that it is evaluated when it was never live, and where it was asked for', () => {
    const more = { live: undefined, verification: { state: 'unverified', reason: 'It is down.' } } as const;
    const asked = { reason: ' ', actor: undefined, runUrl: undefined };
    expectGolden('rollback-pull-request-evaluated.md', renderRollbackBody({ ...plain, ...more }, asked, {}));
  });

  it('names the pin by its folder where that says enough, on one line', () => {
    expect(rollbackTitle('prompts/a/pinned-version.yml', 2)).toBe('Roll back prompts/a to version 2');
    expect(rollbackTitle('pinned-version.yml', 2)).toBe('Roll back pinned-version.yml to version 2');
    expect(rollbackTitle('a\n\u202eb/pin.yml', 2)).toBe('Roll back a↵\\u202eb/pin.yml to version 2');
    expect(rollbackTitle('x'.repeat(5_000), 2).length).toBeLessThan(200);
  });

  it('quotes a long reason only in part', () => {
    const body = renderRollbackBody(plain, { ...why('ada'), reason: 'a line\n'.repeat(50_000) }, context);
    expect(body.length).toBeLessThan(10_000);
    expect(body.match(/^>/gm)?.length).toBe(30);
  });
});

describe('what a rollback prints', () => {
  it.each([
    ['opened', done(plain, ['The pull request has no label: GitHub said no.'])],
    ['existed', done({ ...plain, proposal: { ...plain.proposal, existed: true, needsApproval: false } })],
    ['evaluated', done({ ...plain, live: undefined })],
    ['failed', failed],
  ] as const)('%s', (name, result) => {
    expectGolden(`rollback-${name}.txt`, renderRollbackTerminal(result));
    expectGolden(`rollback-${name}.md`, renderRollbackSummary(result));
    expect(stripVTControlCharacters(renderRollbackTerminal(result, { color: true }))).toBe(
      renderRollbackTerminal(result),
    );
  });

  it('asks for the approval in an annotation, and marks what failed', () => {
    expect(rollbackAnnotations(done(plain, ['Careful.']))).toEqual([
      { message: 'Careful.', level: 'warning', title: 'Pin Gate: rollback' },
      {
        message: expect.stringMatching(
          /pull\/7 waits for an approval\. Its checks start only after somebody/,
        ),
        level: 'notice',
        title: 'Pin Gate: approve the checks',
      },
    ]);
    expect(rollbackAnnotations(failed)).toEqual([
      {
        file: plain.path,
        line: 2,
        message: 'Version 3 is pinned already.',
        level: 'error',
        title: 'Pin Gate: not rolled back',
      },
    ]);
  });
});

describe.each(RENDERERS)('a rollback whose every text is hostile, in %s', (_, render) => {
  const INLINE = /^\/?(?:code|em|span)$/;
  const printed = (text: string) => [
    renderRollbackBody(makeRollback(text), why(text), context),
    renderRollbackSummary(done(makeRollback(text), [text])),
    renderRollbackSummary({
      ...failed,
      path: text,
      problems: [{ file: text, message: text }],
      warnings: [text],
    }),
  ];
  const skeleton = (text: string) =>
    printed(text).map((markdown) => listElements(render(markdown)).filter((name) => !INLINE.test(name)));
  // A reason of several lines has as many paragraphs.
  const texts = HOSTILE.filter((text) => text.trim() !== '' && !/[\r\n]/.test(text));

  it.each(texts)('has the skeleton of a tame one: %p', (text) => {
    expect(skeleton(text)).toEqual(skeleton(`t ${'x'.repeat(Math.max(1, Math.min(text.length, 700) - 2))}`));
  });

  it('links to nothing but the repository, mentions nobody and refers to no issue', () => {
    for (const markdown of HOSTILE.flatMap(printed)) {
      const html = render(markdown);
      expect(markdown).not.toContain('<!--');
      expect(
        listAddresses(html).filter((url) => !url.startsWith('https://github.com/acme/support-agents/')),
      ).toEqual([]);
      const words = listTexts(html).flatMap(({ text, inside }) =>
        inside.some((name) => ['code', 'a'].includes(name)) ? [] : [text],
      );
      expect(words.filter((text) => /@[\w-]|(?:^|\W)#\d|https?:\/\//.test(text))).toEqual([]);
    }
  });

  it('prints lines that no runner obeys', () => {
    for (const text of HOSTILE) {
      const lines = renderRollbackTerminal(done(makeRollback(text), [text])).split('\n');
      expect(lines.filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
    }
  });
});
