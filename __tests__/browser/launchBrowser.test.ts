import { afterEach, expect, it } from '@jest/globals';
import { launchBrowser } from './launchBrowser.ts';

const before = process.env['PIN_GATE_CHROMIUM'];

afterEach(() => {
  if (before === undefined) delete process.env['PIN_GATE_CHROMIUM'];
  else process.env['PIN_GATE_CHROMIUM'] = before;
});

it('says where there is no browser how to get one, and skips nothing', async () => {
  process.env['PIN_GATE_CHROMIUM'] = '/nowhere/chromium';
  await expect(launchBrowser()).rejects.toThrow(
    'There is no browser at /nowhere/chromium. Install Chromium (on Debian: apt-get install chromium)',
  );
});
