import type { Command } from 'commander';
import { runDemo } from '../../emulator/demo/runDemo.ts';

/**
 * `demo`: the Action and the command line as they are shipped, on the worked example.
 *
 * @param root the package's folder, which has both in it
 */
export function addDemoCommand(program: Command, root: string): void {
  program
    .command('demo')
    .description(
      'Watch the life of a version, from `init` to a rollback, against emulated services; needs no key and no network.',
    )
    .action(async () => {
      const isTrue = await runDemo(root, (text) => process.stdout.write(text));
      process.exitCode = isTrue ? 0 : 1;
    });
}
