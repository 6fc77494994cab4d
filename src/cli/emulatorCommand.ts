import type { Command } from 'commander';
import { startEmulators } from '../../emulator/startEmulators.ts';
import { readNumber } from './readNumber.ts';

interface EmulatorCommandOptions {
  readonly seedFile?: string;
  readonly script?: string;
  readonly faults?: string;
  readonly seed?: number;
  readonly managedAgentsPort?: number;
  readonly githubPort?: number;
}

/** `emulator`: both emulated services as a process of their own, for whoever wants to try something on them. */
export function addEmulatorCommand(program: Command): void {
  program
    .command('emulator')
    .description(
      'Start both emulated services, print their addresses as one line of JSON, and run until stopped.',
    )
    .option('--seed-file <file>', 'agents and environments that are there at the start (JSON or YAML)')
    .option('--script <file>', 'replies by version and text; without it a stand-in obeys the system prompt')
    .option('--faults <file>', 'what goes wrong, and when')
    .option('--seed <number>', 'ids, jitter and probabilities follow from it', readNumber)
    .option('--managed-agents-port <port>', 'over: one that the system chooses', readNumber)
    .option('--github-port <port>', 'over: one that the system chooses', readNumber)
    .action(runEmulators);
}

async function runEmulators({ script, faults, ...rest }: EmulatorCommandOptions): Promise<void> {
  const emulators = await startEmulators({
    ...rest,
    ...(script === undefined ? {} : { scriptFile: script }),
    ...(faults === undefined ? {} : { faultsFile: faults }),
  });
  const { managedAgents, github } = emulators;
  const addresses = {
    managedAgents: managedAgents.url,
    github: github.url,
    githubToken: github.issueToken(),
  };
  process.stdout.write(`${JSON.stringify(addresses)}\n`);
  await new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve());
  });
  await emulators.close();
}
