import type { Command } from 'commander';
import { systemClock } from '../adapters/clock.ts';
import { createWorkspace } from '../adapters/files/createWorkspace.ts';
import { createTerminalLog } from '../adapters/log/createTerminalLog.ts';
import { createPrompter } from '../adapters/terminal/createPrompter.ts';
import { init } from '../commands/init/init.ts';
import { anthropicBaseUrlOption } from './anthropicBaseUrlOption.ts';
import { connectFromEnvironment } from './connectFromEnvironment.ts';
import { readVersion } from './readVersion.ts';

interface InitOptions {
  readonly folder?: string;
  readonly agent?: string;
  readonly name?: string;
  readonly version?: number;
  readonly csv?: string;
  readonly label?: string;
  readonly id?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly anthropicBaseUrl?: string;
}

/** `init`: everything that the gate needs for one agent, in the repository that it is called in. */
export function addInitCommand(program: Command): void {
  // Otherwise `init --version 3` is taken for the program's own --version.
  program.enablePositionalOptions();
  program
    .command('init')
    .description(
      'Set up the gate for an agent: the pin, the policy, fixtures, the agent as a file, and the workflow. Shows what ' +
        'it will write, asks at most four questions and changes no file that is there. The key is read from ' +
        'ANTHROPIC_API_KEY; exit code 0 when everything is there.',
    )
    .option('--folder <folder>', 'where the pin goes; over: prompts/<name>')
    .option('--agent <id>', 'an agent that exists, to be exported and pinned; over: a new one is made')
    .option('--name <name>', "what the agent is called; over: the agent's own name, or that of the folder")
    .option('--version <number>', 'the version to pin; over: the newest', readVersion)
    .option('--csv <file>', 'labelled tickets to import as fixtures; over: made-up ones')
    .option(
      '--label <column>',
      'the column that says the team; over: team, or the only one that looks like it',
    )
    .option(
      '--id <column>',
      'the column that says the id; over: id, one called like it, or the number of the row',
    )
    .option('--yes', 'write without the last question')
    .option('--dry-run', 'only show what would be written')
    .addOption(anthropicBaseUrlOption())
    .action(runInit);
}

async function runInit(options: InitOptions): Promise<void> {
  const isGreen = await init(
    {
      workspace: createWorkspace(process.cwd()),
      prompter: createPrompter({ input: process.stdin, output: process.stdout }),
      connect: () => connectFromEnvironment(options.anthropicBaseUrl, 'no agent can be read or made'),
      clock: systemClock,
      log: createTerminalLog(process.stdout),
    },
    {
      folder: options.folder,
      agent: options.agent,
      name: options.name,
      version: options.version,
      csv: options.csv,
      label: options.label,
      id: options.id,
      yes: options.yes ?? false,
      dryRun: options.dryRun ?? false,
    },
  );
  process.exitCode = isGreen ? 0 : 1;
}
