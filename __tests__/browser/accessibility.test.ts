import { describe, expect, it } from '@jest/globals';
import type { RunResult } from '../../src/domain/result.ts';
import * as scenarios from '../report/scenarios.ts';
import { useBrowser } from './useBrowser.ts';

const open = useBrowser();

const REPORTS: readonly (readonly [string, () => RunResult])[] = [
  ['one pin', scenarios.confirmedLoss],
  ['several pins', scenarios.severalPins],
  ['several pins that wait for a number', scenarios.severalPending],
  ['eighty teams', scenarios.eightyTeams],
];

describe.each(REPORTS)('for a screen reader: %s', (_, make) => {
  it('has a language, landmarks and headings in order', async () => {
    const { page } = await open(make());
    await page.locator('.rows summary').first().click();
    const found = await page.evaluate(() => ({
      language: document.documentElement.lang,
      mains: document.querySelectorAll('main').length,
      headers: document.querySelectorAll('body > header').length,
      levels: [...document.querySelectorAll('h1, h2, h3, h4')].map(({ localName }) =>
        Number(localName.slice(1)),
      ),
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
      unnamed: [...document.querySelectorAll('nav, section')].filter(
        (one) => !one.hasAttribute('aria-label') && !one.hasAttribute('aria-labelledby'),
      ).length,
    }));
    expect(found).toMatchObject({ language: 'en', mains: 1, headers: 1, unnamed: 0 });
    expect(found.levels[0]).toBe(1);
    expect(found.levels.filter((level) => level === 1)).toEqual([1]);
    expect(found.levels.filter((level, index) => level > (found.levels[index - 1] ?? 0) + 1)).toEqual([]);
    expect(new Set(found.ids).size).toBe(found.ids.length);
  });

  it('has captions and headers in every table, and a place for every link within the page', async () => {
    const { page } = await open(make());
    const found = await page.evaluate(() => ({
      tables: document.querySelectorAll('table').length,
      captions: [...document.querySelectorAll('caption')].filter(({ textContent }) => textContent !== '')
        .length,
      headless: [...document.querySelectorAll('tr')].filter((row) => row.querySelector('th[scope]') === null)
        .length,
      scopeless: document.querySelectorAll('th:not([scope])').length,
      lost: [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')].filter(
        (link) => document.getElementById(link.hash.slice(1)) === null,
      ).length,
    }));
    expect(found.tables).toBeGreaterThan(0);
    expect(found).toMatchObject({ captions: found.tables, headless: 0, scopeless: 0, lost: 0 });
  });

  it('has a name for everything that can be used, and says aloud what a filter finds', async () => {
    const { page } = await open(make());
    const tree = await page.locator('body').ariaSnapshot();
    expect(tree).not.toMatch(/- (?:button|link|textbox|searchbox|combobox|img|table|navigation)(?::|$)/m);
    const status = page.getByRole('status').first();
    await page
      .getByRole('button', { name: /^Fixed/ })
      .first()
      .click();
    expect(await status.innerText()).toMatch(/ of \d+ fixtures/);
  });
});

describe('with the keyboard alone', () => {
  it('begins with a link that skips to the report, and shows where the focus is', async () => {
    const { page } = await open(scenarios.confirmedLoss());
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the report' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    expect(await skip.evaluate((link) => getComputedStyle(link).outlineStyle)).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('main');
  });

  it('reaches and uses filters, search and fixtures', async () => {
    const { page } = await open(scenarios.confirmedLoss());
    await page.getByRole('button', { name: /^Broken/ }).focus();
    await page.keyboard.press('Space');
    expect(await page.getByRole('status').innerText()).toBe('2 of 20 fixtures');
    const active = () =>
      page.evaluate(() =>
        [document.activeElement?.localName, document.activeElement?.className ?? ''].join(' '),
      );
    const path: string[] = [];
    for (let step = 0; step < 9; step += 1) {
      await page.keyboard.press('Tab');
      path.push(await active());
    }
    expect(path).toEqual([
      ...Array.from({ length: 5 }, () => 'button '),
      'select ',
      'input ',
      'button clear',
      'summary ',
    ]);
    await page.keyboard.press('Enter');
    await page.locator('.body').first().waitFor({ state: 'visible' });
    await page.keyboard.press('Enter');
    await page.locator('.body').first().waitFor({ state: 'hidden' });
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('1002');
    expect(await page.getByRole('status').innerText()).toBe('1 of 20 fixtures');
  });
});
