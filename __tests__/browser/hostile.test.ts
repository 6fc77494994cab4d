import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { shorten } from '../../src/domain/shorten.ts';
import { showHidden, showHiddenLines } from '../../src/report/escape.ts';
import { makeFixtureResult } from '../helpers/factories/makeFixtureResult.ts';
import { makeAgentVersion, makeEvaluatedPin, makePin } from '../helpers/factories/makePinResult.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import { makeUnreadable } from '../helpers/factories/makeTrial.ts';
import { HOSTILE, hostile } from '../report/hostileCorpus.ts';
import { useBrowser } from './useBrowser.ts';

const open = useBrowser();

/** Unfolds all there is, so that every text of the page is in its document. */
async function unfold(page: Page): Promise<void> {
  const more = page.getByRole('button', { name: /^Show/ });
  while ((await more.count()) > 0) await more.first().click();
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.waitForFunction(
    () => document.querySelectorAll('.rows .body').length === document.querySelectorAll('.rows li').length,
  );
}

const texts = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) => all.map((one) => one.textContent));

describe('a hostile text in report.html', () => {
  it('makes no element, address or title', async () => {
    const { page } = await open(hostile());
    await unfold(page);
    const found = await page.evaluate(() => ({
      scripts: [...document.querySelectorAll('script')].filter(({ type }) => type !== 'application/json')
        .length,
      elements: [...new Set([...document.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
      handlers: [...document.querySelectorAll('*')].flatMap((one) =>
        [...one.attributes].filter(({ name }) => name.startsWith('on') || name === 'style' || name === 'src'),
      ).length,
      addresses: [...document.querySelectorAll('[href]')].map((one) => one.getAttribute('href') ?? ''),
    }));
    expect(found.scripts).toBe(1);
    expect(found.handlers).toBe(0);
    const known = new Set(
      `a body button caption circle code dd del details div dl dt em figcaption figure g h1 h2 h3 h4 head header html input ins label
      li line main meta nav noscript ol option p pre rect script section select span strong style summary svg table tbody td text
      th thead time title tr ul`.split(/\s+/),
    );
    expect(found.elements.filter((name) => !known.has(name))).toEqual([]);
    // What a prompt gained and lost is marked in its diff, and nowhere else.
    expect(await page.locator(':is(ins, del):not(.diff .line > .text > *)').count()).toBe(0);
    const places =
      /^(?:#|https:\/\/github\.com\/acme\/support-agents\/|https:\/\/platform\.claude\.com\/workspaces\/default\/sessions\/)/;
    expect(found.addresses.filter((address) => !places.test(address))).toEqual([]);
    expect(found.addresses.length).toBeGreaterThan(100);
    expect(await page.title()).toMatch(/ · Pin Gate$/);
    expect(
      await page.locator('body > *').evaluateAll((all) => all.map(({ localName }) => localName)),
    ).toEqual(['a', 'header', 'main', 'script']);
  });

  it('is shown as it is, hidden characters as escapes: ids, subjects, replies, details', async () => {
    const { page } = await open(hostile());
    await unfold(page);
    const names = new Set(await texts(page, '.rows summary > span:nth-child(2) > code'));
    const subjects = new Set(await texts(page, '.rows .subject'));
    const replies = new Set(await texts(page, '.rows pre'));
    const options = new Set(await texts(page, 'option'));
    for (const [index, text] of HOSTILE.entries()) {
      expect(names).toContain(showHidden(shorten(`${index}u ${text}`, 300)));
      if (text.trim() !== '') expect(subjects).toContain(showHidden(shorten(text, 300)));
      expect(replies).toContain(showHiddenLines(text));
      if (text.trim() !== '') expect(options).toContain(shorten(showHidden(shorten(text, 300)), 60));
    }
    expect(await page.locator('main').textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
  });

  it('is shown as it is in reasons, warnings, problems and teams', async () => {
    const { page } = await open(hostile());
    const points = new Set(await texts(page, 'main li'));
    const teams = new Set(await texts(page, 'table tbody th code'));
    // What stands in backticks in a sentence is code, and loses them.
    for (const text of HOSTILE.filter(
      (one) => one.trim() !== '' && !one.includes('`') && one.length < 1_000,
    )) {
      expect(points).toContain(showHidden(text.trim()));
      expect(points).toContain(`⚠️ ${showHidden(text.trim())}`);
      expect(teams).toContain(showHidden(shorten(text, 60)));
    }
  });

  it('is shown as it is in the prompt and in settings', async () => {
    const side = (version: number, system: string, description: string) => ({
      pin: makePin({ version }),
      config: makeAgentVersion({ version, system, description }),
    });
    const system = HOSTILE.join('\n');
    const pin = makeEvaluatedPin([makeFixtureResult()], {
      baseline: side(1, 'something else', HOSTILE[5] ?? ''),
      candidate: side(2, system, HOSTILE[6] ?? ''),
    });
    const { page } = await open(makeRunResult([pin]));
    const lines = await texts(page, '.line.added .text');
    expect(lines.join('\n')).toBe(showHiddenLines(system).split('\n').join('\n'));
    const cells = await texts(page, 'td code');
    expect(cells).toEqual(expect.arrayContaining([HOSTILE[5], HOSTILE[6]]));
  });

  it('cannot end the data of the page, nor make it long', async () => {
    const long = `</script><script>alert(1)</script><!--<script>${'x'.repeat(1_000_000)}`;
    const results = Array.from({ length: 5 }, (_, index) =>
      makeFixtureResult({ id: `</script>${index}` }, 'billing', [makeUnreadable(`${index}${long}`)]),
    );
    const { page } = await open(makeRunResult([makeEvaluatedPin(results)]));
    expect((await page.content()).length).toBeLessThan(200_000);
    await unfold(page);
    const [reply = ''] = await texts(page, '.rows pre:not(:first-of-type), .sides > div:nth-child(2) pre');
    expect(reply).toBe(`0${long}`.slice(0, 10_000));
    expect(await page.locator('.reply').nth(1).textContent()).toContain(
      '✂️ The first 10,000 of 1,000,047 characters. report.json has all of them.',
    );
  });
});
