import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts Chromium, with a profile of its own.
 *
 * @throws Error where there is none: a page that nobody looked at is not tested
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['PIN_GATE_CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(
      `There is no browser at ${executablePath}. Install Chromium (on Debian: apt-get install chromium) or set PIN_GATE_CHROMIUM to the path of one.`,
    );
  }
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
