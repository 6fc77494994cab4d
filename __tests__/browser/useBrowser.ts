import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { RunResult } from '../../src/domain/result.ts';
import { launchBrowser } from './launchBrowser.ts';
import { type OpenReport, openReport } from './openReport.ts';

type Options = Parameters<typeof openReport>[2];

/**
 * A browser for the tests of a file. What it gives opens a report; after each test every report that was opened must
 * have been silent: no error, no request, no dialog.
 */
export function useBrowser(): (result: RunResult, options?: Options) => Promise<OpenReport> {
  let browser: Browser | undefined;
  let opened: OpenReport[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    const reports = opened;
    opened = [];
    for (const report of reports) await report.close();
    expect(reports.flatMap(({ noise }) => noise)).toEqual([]);
  });
  afterAll(() => browser?.close());
  return async (result, options) => {
    if (browser === undefined) throw new Error('The browser has not started.');
    const report = await openReport(browser, result, options);
    opened.push(report);
    return report;
  };
}
