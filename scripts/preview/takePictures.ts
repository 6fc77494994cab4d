import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export interface Picture {
  /** The page. */
  readonly from: string;
  readonly to: string;
  readonly scheme: 'light' | 'dark';
  /** The part of the page; over: all of it. */
  readonly selector?: string;
  /** The page's top in a window of this size, in place of all of it. */
  readonly window?: { readonly width: number; readonly height: number };
  /** Pixels for each of the page's. */
  readonly scale?: number;
}

/** Takes pictures of pages with the Chromium of the system, or the one that PIN_GATE_CHROMIUM names. */
export async function takePictures(pictures: readonly Picture[]): Promise<void> {
  const executablePath = process.env['PIN_GATE_CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath))
    throw new Error(
      `Pictures need Chromium, and there is none at ${executablePath}: PIN_GATE_CHROMIUM=… names another place.`,
    );
  // The sandbox does not start as root, in a container; the pages are our own and load nothing.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-lcd-text'] });
  try {
    for (const { from, to, scheme, selector, window, scale = 1 } of pictures) {
      const page = await browser.newPage({
        colorScheme: scheme,
        deviceScaleFactor: scale,
        viewport: window ?? { width: 918, height: 800 },
      });
      await page.goto(pathToFileURL(from).href);
      if (selector === undefined && window === undefined) {
        // As high a window as the page: what is out of sight is not always painted.
        const height = await page.locator('html').evaluate((html) => html.scrollHeight);
        await page.setViewportSize({ width: 918, height });
      }
      if (selector === undefined) await page.screenshot({ path: to });
      else await page.locator(selector).screenshot({ path: to });
      await page.close();
    }
  } finally {
    await browser.close();
  }
}
