import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import * as scenarios from '../report/scenarios.ts';
import { useBrowser } from './useBrowser.ts';

const open = useBrowser();

/** Texts whose contrast with what they stand on is under 4.5 (WCAG 2.2, AA), and how many were looked at. */
async function findFaint(page: Page): Promise<{ looked: number; faint: readonly string[] }> {
  return page.evaluate(() => {
    const read = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (color: string) => {
      const [red = 0, green = 0, blue = 0] = read(color).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = (element: Element | null): string => {
      if (element === null) return 'rgb(255, 255, 255)';
      const color = getComputedStyle(element).backgroundColor;
      return read(color)[3] === 0 ? ground(element.parentElement) : color;
    };
    let looked = 0;
    const faint: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
      if (!own || element.localName === 'script' || element.getClientRects().length === 0) continue;
      looked += 1;
      const style = getComputedStyle(element);
      const color = element instanceof SVGElement ? style.fill : style.color;
      const [light = 0, dark = 0] = [luminance(color), luminance(ground(element))].sort((a, b) => b - a);
      if ((light + 0.05) / (dark + 0.05) < 4.5)
        faint.push(`${element.localName}.${element.className} ${color} on ${ground(element)}`);
    }
    return { looked, faint };
  });
}

async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.getByRole('button', { name: /^Broken/ }).click();
}

function withPrompts() {
  const result = scenarios.confirmedLoss();
  return {
    ...result,
    pins: result.pins.map((pin) =>
      pin.state !== 'evaluated' || pin.baseline === undefined
        ? pin
        : {
            ...pin,
            baseline: { ...pin.baseline, config: { ...pin.baseline.config, system: 'Be kind to people.' } },
            candidate: {
              ...pin.candidate,
              config: { ...pin.candidate.config, system: 'Be very kind to people.' },
            },
          },
    ),
  };
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('has enough contrast everywhere', async () => {
    const { page } = await open(withPrompts(), { colorScheme });
    await unfold(page);
    const { looked, faint } = await findFaint(page);
    expect(looked).toBeGreaterThan(100);
    expect(faint).toEqual([]);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(13, 17, 23)');
  });
});

describe('on a phone', () => {
  it.each([
    ['confirmedLoss', withPrompts],
    ['severalPins', scenarios.severalPins],
    ['severalPending', scenarios.severalPending],
    ['eightyTeams', scenarios.eightyTeams],
  ] as const)('nothing is wider than the screen: %s', async (_, make) => {
    const { page } = await open(make(), { viewport: { width: 360, height: 740 } });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

describe('as it loads', () => {
  it.each([
    ['one pin', scenarios.confirmedLoss],
    ['several pins', scenarios.severalPins],
  ] as const)('nothing moves: %s', async (_, make) => {
    const { page } = await open(make());
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if ('value' in entry) sum += Number(entry.value);
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(sum), 300);
        }),
    );
    expect(shift).toBe(0);
  });
});

describe('on paper', () => {
  it('is dark on white whatever the screen is, unfolded, without what can only be clicked', async () => {
    const { page } = await open(withPrompts(), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await page.locator('nav').first().isVisible()).toBe(false);
    expect(await page.getByRole('table', { name: /Confusion matrix/ }).isVisible()).toBe(true);
    expect(await page.locator('.rows details[open]').count()).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    expect((await findFaint(page)).faint).toEqual([]);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await page.locator('details[open]').count()).toBe(0);
  });

  it('becomes pages', async () => {
    const { page } = await open(withPrompts());
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
  });
});
