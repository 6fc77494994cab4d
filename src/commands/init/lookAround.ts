import { posix } from 'node:path';
import { readPin } from '../../config/readPin.ts';
import { type PolicyFile, readPolicy } from '../../config/readPolicy.ts';
import type { AgentParams } from '../../domain/agent.ts';
import type { CandidatePin } from '../../domain/pin.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { loadAgentParams } from './loadAgentParams.ts';

const WORKFLOWS = '.github/workflows';

/** What stands already where the files would go. */
export interface Surroundings {
  readonly pin: CandidatePin | undefined;
  readonly gate: PolicyFile | undefined;
  readonly fixtures: { readonly path: string; readonly bytes: Uint8Array } | undefined;
  readonly agentFile: { readonly path: string; readonly params: AgentParams } | undefined;
  /** The path of a workflow that runs the gate, whatever it is called. */
  readonly workflow: string | undefined;
}

/**
 * Reads what there is: files that were written by hand say how the rest has to look.
 *
 * @throws GateError when a file that is there cannot be used
 */
export async function lookAround(workspace: Workspace, folder: string): Promise<Surroundings> {
  const at = (name: string) => posix.join(folder, name);
  const pin = await workspace.read(at('pinned-version.yml'));
  const gateBytes = await workspace.read(at('gate.yml'));
  const gate = gateBytes === undefined ? undefined : readPolicy(at('gate.yml'), gateBytes);
  const fixtures = await workspace.read(at('fixtures.jsonl'));
  const agentFile = await findAgentFile(workspace, folder, gate);
  return {
    pin: pin === undefined ? undefined : readPin(at('pinned-version.yml'), pin),
    gate,
    fixtures: fixtures === undefined ? undefined : { path: at('fixtures.jsonl'), bytes: fixtures },
    agentFile,
    workflow: await findWorkflow(workspace),
  };
}

async function findAgentFile(
  workspace: Workspace,
  folder: string,
  gate: PolicyFile | undefined,
): Promise<Surroundings['agentFile']> {
  const named = gate?.agentFilePath;
  const found = (await workspace.list(folder)).filter((name) => /\.agent\.ya?ml$/.test(name));
  const [only, ...others] = found;
  // Of several nobody can say which one is meant.
  const path = named ?? (only !== undefined && others.length === 0 ? posix.join(folder, only) : undefined);
  const params = path === undefined ? undefined : await loadAgentParams(workspace, path);
  return path === undefined || params === undefined ? undefined : { path, params };
}

async function findWorkflow(workspace: Workspace): Promise<string | undefined> {
  for (const name of await workspace.list(WORKFLOWS)) {
    if (!/\.ya?ml$/.test(name)) continue;
    const path = posix.join(WORKFLOWS, name);
    const bytes = await workspace.read(path);
    const text = new TextDecoder().decode(bytes);
    if (runsGate(text)) return path;
  }
  return undefined;
}

/** Whether one of the steps that use Pin Gate does not ask for another mode: those give no verdict on pull requests. */
function runsGate(text: string): boolean {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line));
  const count = (what: RegExp) => lines.filter((line) => what.test(line)).length;
  return count(/\buses:[^#]*\/pin-gate@/) > count(/^\s*mode:\s*["']?(?:calibrate|confirm|rollback)\b/);
}
