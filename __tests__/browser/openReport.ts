import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { RunResult } from '../../src/domain/result.ts';
import { renderHtml } from '../../src/report/html/renderHtml.ts';
import type { ReportContext } from '../../src/report/reportContext.ts';
import { makeReportContext } from '../helpers/factories/makeReportContext.ts';

export interface OpenReport {
  readonly page: Page;
  /** What the page logged, threw, asked for beside itself, or opened a dialog for: there should be nothing. */
  readonly noise: readonly string[];
  close(): Promise<void>;
}

/** Writes the report of a result to a file and opens that in a new window, as a reader does. */
export async function openReport(
  browser: Browser,
  result: RunResult,
  options: BrowserContextOptions & { readonly report?: Partial<ReportContext> } = {},
): Promise<OpenReport> {
  const { report, ...window } = options;
  const folder = await mkdtemp(join(tmpdir(), 'pin-gate-report-'));
  const file = join(folder, 'report.html');
  await writeFile(file, renderHtml(result, makeReportContext(report)));
  const address = pathToFileURL(file).href;

  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...window });
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== address) noise.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return {
    page,
    noise,
    close: async () => {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
