import type { Browser, Page } from 'playwright-core';

/** Milliseconds by what they are. */
export type Times = Readonly<Record<string, number>>;

/**
 * Opens the page in a window of its own, as a reader does for the first time, and uses each filter. A time is from the
 * event to the next frame that shows what it did.
 */
export async function measurePage(browser: Browser, address: string): Promise<Times> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction("document.querySelector('.rows').children.length === 100");
    const times: Record<string, number> = {
      'first content': await evaluate(
        page,
        "performance.getEntriesByName('first-contentful-paint')[0].startTime",
      ),
      'all of it: the list of fixtures is drawn': await evaluate(
        page,
        "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd",
      ),
    };
    for (const [name, action] of ACTIONS) times[name] = await evaluate(page, timed(action));
    return times;
  } finally {
    await context.close();
  }
}

const press = (name: string) =>
  `[...document.querySelectorAll('.buttons button')].find((one) => one.textContent.startsWith('${name}')).click();`;
const search = (text: string) =>
  `const box = document.querySelector('input[type=search]'); box.value = '${text}'; box.dispatchEvent(new Event('input'));`;

/** In this order; each begins where the one before it ended. */
const ACTIONS: readonly (readonly [name: string, script: string])[] = [
  ['filter: broken', press('Broken')],
  ['filter: broken or fixed', press('Fixed')],
  [
    'filter: a team as well',
    "const team = document.querySelector('select'); team.value = '3'; team.dispatchEvent(new Event('change'));",
  ],
  ['clear all filters', "document.querySelector('.clear').click();"],
  ['filter: wrong on the candidate', press('Wrong')],
  ['back to all', press('Wrong')],
  ['first search, of one letter', search('a')],
  ['search: found almost everywhere', search('invoice')],
  ['search: found once', search('TKT-119999')],
  ['search: not found', search('no such text')],
  ['search: forgotten', search('')],
  ['show 100 more', "document.querySelector('.more').click();"],
];

function timed(action: string): string {
  return `new Promise((resolve) => requestAnimationFrame(() => {
    const start = performance.now();
    ${action}
    requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => resolve(performance.now() - start); channel.port2.postMessage(0); });
  }))`;
}

async function evaluate(page: Page, script: string): Promise<number> {
  return Number(await page.evaluate(script));
}
