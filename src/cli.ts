import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { cleanText } from './adapters/log/cleanText.ts';
import { addCalibrateCommand } from './cli/calibrateCommand.ts';
import { addCheckCommand } from './cli/checkCommand.ts';
import { addDemoCommand } from './cli/demoCommand.ts';
import { addEmulatorCommand } from './cli/emulatorCommand.ts';
import { addHistoryCommand } from './cli/historyCommand.ts';
import { addInitCommand } from './cli/initCommand.ts';
import { addRollbackCommand } from './cli/rollbackCommand.ts';

/** The package's folder: the bundle is `dist/cli/index.js`, and a `bin` link may point at it. */
const root = join(dirname(realpathSync(process.argv[1] ?? '')), '..', '..');

const program = new Command('pin-gate')
  .description('Judges a changed agent version against the pinned one, per team.')
  .version(readVersion())
  .showHelpAfterError('(--help tells what there is)');

// In the order in which --help lists them.
addInitCommand(program);
addCheckCommand(program);
addCalibrateCommand(program);
addHistoryCommand(program);
addRollbackCommand(program);
addDemoCommand(program, root);
addEmulatorCommand(program);

function readVersion(): string {
  const manifest = z.object({ version: z.string() });
  return manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).version;
}

try {
  await program.parseAsync();
} catch (error) {
  // A stack trace helps nobody who mistyped a file name; a bug can be looked into with DEBUG set.
  const detail =
    process.env['DEBUG'] === undefined ? undefined : error instanceof Error ? error.stack : undefined;
  // A path of anybody's repository may be in it.
  const text = cleanText(detail ?? (error instanceof Error ? error.message : String(error)));
  process.stderr.write(`pin-gate: ${text}\n`);
  process.exitCode = 1;
}
