import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import * as scenarios from '../report/scenarios.ts';
import { useBrowser } from './useBrowser.ts';

const open = useBrowser();

/** Also of rows beyond the window, whose layout the browser leaves for later. */
const ids = (page: Page) => page.locator('.rows summary > span:nth-child(2) > code').allTextContents();
const status = (page: Page) => page.getByRole('status').innerText();
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const search = (page: Page, text: string) => page.getByRole('searchbox').fill(text);

describe('the list of fixtures', () => {
  it('begins with what broke, then what was fixed, and has all', async () => {
    const { page } = await open(scenarios.confirmedLoss());
    expect((await ids(page)).slice(0, 5)).toEqual([
      'TKT-1001',
      'TKT-1002',
      'TKT-1013',
      'TKT-1009',
      'TKT-1005',
    ]);
    expect(await status(page)).toBe('20 fixtures');
  });

  it.each([
    ['Broken', ['TKT-1001', 'TKT-1002']],
    ['Fixed', ['TKT-1013']],
    ['Flipped once', ['TKT-1009']],
    ['Flaky', ['TKT-1009']],
    ['Not scored', []],
    ['Wrong on the candidate', ['TKT-1001', 'TKT-1002', 'TKT-1009', 'TKT-1005']],
  ] as const)('shows on request only: %s', async (name, expected) => {
    const { page } = await open(scenarios.confirmedLoss());
    const button = page.getByRole('button', { name });
    expect(await button.innerText()).toBe(`${name} ${expected.length}`);
    await button.click();
    expect(await ids(page)).toEqual(expected);
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    expect(await status(page)).toBe(
      expected.length === 0
        ? 'None of 20 fixtures has all of that. Clear the filters to see them.'
        : `${expected.length} of 20 fixtures`,
    );
    await button.click();
    expect((await ids(page)).length).toBe(20);
  });

  it('shows what could not be scored, and what the change adds', async () => {
    const { page } = await open(scenarios.couldNotEvaluate());
    await press(page, 'Not scored');
    expect(await ids(page)).toEqual(['TKT-1001', 'TKT-1003']);
    const { page: other } = await open(scenarios.passed());
    await press(other, 'Added by the change');
    expect(await ids(other)).toEqual(['TKT-1021']);
  });

  it('adds up what is pressed', async () => {
    const { page } = await open(scenarios.confirmedLoss());
    await press(page, 'Broken');
    await press(page, 'Fixed');
    expect(await ids(page)).toEqual(['TKT-1001', 'TKT-1002', 'TKT-1013']);
  });

  it('shows one team, and from the table of teams too', async () => {
    const { page } = await open(scenarios.confirmedLoss());
    await page.getByRole('combobox').selectOption({ label: 'auth' });
    expect(await ids(page)).toEqual(['TKT-1009', 'TKT-1006', 'TKT-1007', 'TKT-1008', 'TKT-1010']);
    await page.getByRole('table').first().getByRole('link', { name: 'billing' }).click();
    expect(await status(page)).toBe('5 of 20 fixtures');
    expect(await page.getByRole('combobox').locator('option:checked').innerText()).toBe('billing');
  });

  it.each([
    ['an id', 'tkt-1013', ['TKT-1013']],
    ['a subject', ' VAT NUMBER', ['TKT-1005']],
    [
      'an answer',
      '"api-platform"}',
      ['TKT-1001', 'TKT-1002', 'TKT-1013', 'TKT-1011', 'TKT-1012', 'TKT-1014', 'TKT-1015'],
    ],
    ['nothing', 'no such text', []],
  ] as const)('finds %s', async (_, text, expected) => {
    const { page } = await open(scenarios.confirmedLoss());
    await search(page, text);
    expect(await ids(page)).toEqual(expected);
  });

  it('holds all wishes together and forgets them at once', async () => {
    const { page } = await open(scenarios.confirmedLoss());
    await press(page, 'Broken');
    await page.getByRole('combobox').selectOption({ label: 'billing' });
    await search(page, 'rate limit');
    expect(await ids(page)).toEqual(['TKT-1002']);
    await press(page, 'Clear filters');
    expect((await ids(page)).length).toBe(20);
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    expect(await page.locator('[aria-pressed="true"]').count()).toBe(0);
  });

  it('draws a hundred at a time', async () => {
    const { page } = await open(scenarios.eightyTeams());
    expect(await status(page)).toBe('320 fixtures, the first 100 shown');
    await press(page, 'Show 100 more of 220');
    expect((await ids(page)).length).toBe(200);
    // Whoever used the keyboard goes on at the first new one.
    expect(await page.evaluate(() => document.activeElement?.closest('li')?.textContent)).toBe(
      await page
        .locator('.rows > li')
        .nth(100)
        .evaluate((row) => row.textContent),
    );
    await press(page, 'Show 100 more of 120');
    await press(page, 'Show 20 more of 20');
    expect((await ids(page)).length).toBe(320);
    expect(await page.getByRole('button', { name: /^Show/ }).count()).toBe(0);
  });

  it('is one of its own for each pin', async () => {
    const { page } = await open(scenarios.severalPins());
    const lists = page.locator('.fixtures');
    expect(await lists.count()).toBe(2);
    await lists.nth(1).getByRole('searchbox').fill('BUG-2');
    expect(await lists.nth(1).locator('li').count()).toBe(1);
    expect(await lists.nth(0).locator('li').count()).toBe(20);
  });
});
