import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { createGitHub, type GitHub } from './github/createGitHub.ts';
import { createManagedAgents, type ManagedAgents } from './managed-agents/createManagedAgents.ts';
import { faultScriptSchema } from './managed-agents/faults/faultScript.ts';
import { createRulesModel } from './managed-agents/models/createRulesModel.ts';
import { createScriptModel } from './managed-agents/models/createScriptModel.ts';
import { readModelScript } from './managed-agents/models/script/parseModelScript.ts';
import { seedStateSchema } from './managed-agents/seedState.ts';

export interface EmulatorOptions {
  /** A seed file: agents and environments with given ids (JSON or YAML). */
  readonly seedFile?: string;
  /** A script of faults. */
  readonly faultsFile?: string;
  /** A script of replies; without one the rules model answers. */
  readonly scriptFile?: string;
  /** 0: the operating system chooses. */
  readonly managedAgentsPort?: number;
  readonly githubPort?: number;
  /** Ids, jitter and probabilities follow from it. */
  readonly seed?: number;
}

/** Both services, as the Action, the SDK and a person with curl can use them. */
export interface Emulators {
  readonly managedAgents: ManagedAgents;
  readonly github: GitHub;
  close(): Promise<void>;
}

/**
 * Starts both emulators on loopback.
 *
 * @throws Error in a sentence when a file cannot be read or does not have its form, or a port is taken
 */
export async function startEmulators(options: EmulatorOptions = {}): Promise<Emulators> {
  const { seedFile, faultsFile, scriptFile, seed } = options;
  const model =
    scriptFile === undefined
      ? createRulesModel()
      : createScriptModel(readModelScript(await readFile(scriptFile, 'utf8'), scriptFile));
  const managedAgents = await createManagedAgents({
    model,
    ...(seed === undefined ? {} : { seed }),
    ...(seedFile === undefined ? {} : { seedState: await readData(seedFile, seedStateSchema) }),
    ...(faultsFile === undefined ? {} : { faults: await readData(faultsFile, faultScriptSchema) }),
    port: options.managedAgentsPort ?? 0,
  });
  const github = await createGitHub({
    port: options.githubPort ?? 0,
    ...(seed === undefined ? {} : { seed }),
  });
  return {
    managedAgents,
    github,
    close: async () => {
      await Promise.all([managedAgents.close(), github.close()]);
    },
  };
}

/** Reads JSON or YAML, which JSON is a part of. */
async function readData<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.input<Schema>> {
  const data: unknown = parse(await readFile(file, 'utf8'));
  const checked = schema.safeParse(data);
  if (!checked.success) throw new Error(`${file} does not have its form:\n${z.prettifyError(checked.error)}`);
  // What was checked is what goes in: the emulator fills in defaults itself.
  return data as z.input<Schema>;
}
