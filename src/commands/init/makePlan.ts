import { posix } from 'node:path';
import { readAgentFile } from '../../config/readAgentFile.ts';
import { readPin } from '../../config/readPin.ts';
import { readPolicy } from '../../config/readPolicy.ts';
import type { AgentParams, AgentVersion } from '../../domain/agent.ts';
import { GateError } from '../../domain/problem.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { checkFixtures } from './checkFixtures.ts';
import type { InitSettings } from './initPorts.ts';
import type { Surroundings } from './lookAround.ts';
import type { Plan, PlannedFile } from './plan.ts';
import type { FixturePlan } from './planFixtures.ts';
import { renderAgentFile } from './renderAgentFile.ts';
import { renderGate } from './renderGate.ts';
import { renderPin } from './renderPin.ts';
import { sampleAgent } from './sampleAgent.ts';
import { slugify } from './slugify.ts';
import { toAgentParams } from './toAgentParams.ts';
import { WORKFLOW_TEXT } from './workflowText.ts';

const WORKFLOW_PATH = '.github/workflows/pin-gate.yml';

/** Stands in the pin that is shown before its agent is made. */
const NOT_MADE_YET = 'the-id-of-the-new-agent';

export interface PlanInputs {
  readonly folder: string;
  readonly there: Surroundings;
  /** The version to pin and to export; undefined when a new agent is to be made, or nothing of it is needed. */
  readonly version: AgentVersion | undefined;
  readonly isNew: boolean;
  readonly fixtures: FixturePlan;
  readonly settings: Pick<InitSettings, 'name' | 'agent' | 'version'>;
}

/**
 * All files that are to be written, each read by the reader that will read it, and each known to be writable.
 *
 * @throws GateError when one would not be right, or cannot be made
 */
export async function makePlan(workspace: Workspace, inputs: PlanInputs): Promise<Plan> {
  const { folder, there, version, isNew, fixtures, settings } = inputs;
  const at = (name: string) => posix.join(folder, name);
  const name = settings.name ?? version?.name ?? (folder === '.' ? 'ticket-router' : posix.basename(folder));
  const agentPath = there.agentFile?.path ?? there.gate?.agentFilePath ?? at(`${slugify(name)}.agent.yaml`);
  const sample = there.agentFile?.params ?? sampleAgent(name, fixtures.label, fixtures.teams);
  const params = version === undefined ? sample : toAgentParams(version);
  const pinPath = at('pinned-version.yml');
  const gateText = renderGate({
    ...{ fixtures: 'fixtures.jsonl', agentFile: posix.relative(folder, agentPath) },
    ...{ message: fixtures.message, label: fixtures.label },
  });

  const files: readonly PlannedFile[] = [
    ...file(there.pin === undefined, pinPath, 'the version that production runs', () =>
      renderPin(version?.agent ?? NOT_MADE_YET, version?.version ?? 1),
    ),
    ...file(there.gate === undefined, at('gate.yml'), 'how a change of the pin is judged', () => gateText),
    ...file(
      fixtures.text !== undefined,
      at('fixtures.jsonl'),
      describeFixtures(fixtures),
      () => fixtures.text ?? '',
    ),
    ...file(there.agentFile === undefined, agentPath, describeAgent(version), () => renderAgentFile(params)),
    ...file(
      there.workflow === undefined,
      WORKFLOW_PATH,
      'runs the gate on pull requests',
      () => WORKFLOW_TEXT,
    ),
  ];
  checkTexts(files, pinPath, agentPath);
  const gate = there.gate ?? readPolicy(at('gate.yml'), new TextEncoder().encode(gateText));
  const newText = fixtures.text ?? (there.gate === undefined ? decode(there.fixtures?.bytes) : undefined);
  if (newText !== undefined) {
    await checkFixtures(workspace, gate, at('fixtures.jsonl'), newText, fixtures.csv);
  }
  await checkObstacles(workspace, files);
  return {
    files,
    existing: listExisting(there, folder),
    remarks: [
      ...remarkOnPin(there, settings, pinPath),
      ...remarkOnGate(there, agentPath),
      ...remarkOnCsv(fixtures, there),
      ...remarkOnReply(fixtures, there, params),
    ],
    newAgent: isNew ? params : undefined,
    newAgentFrom: isNew ? there.agentFile?.path : undefined,
    pinPath,
    hasSamples: fixtures.text !== undefined && fixtures.csv === undefined,
  };
}

/** @throws GateError with every file that cannot be made */
export async function checkObstacles(workspace: Workspace, files: readonly PlannedFile[]): Promise<void> {
  const found = await Promise.all(
    files.map(async ({ path }) => ({ path, obstacle: await workspace.findObstacle(path) })),
  );
  const problems = found.flatMap(({ path, obstacle }) =>
    obstacle === undefined
      ? []
      : [
          {
            file: path,
            message: `The file ${obstacle}. Nothing was written: clear the way, or name another --folder.`,
          },
        ],
  );
  if (problems.length > 0) throw new GateError(problems);
}

function file(isNeeded: boolean, path: string, what: string, render: () => string): readonly PlannedFile[] {
  return isNeeded ? [{ path, what, text: render() }] : [];
}

/** Names and ids come from anywhere: what is written has to read back. */
function checkTexts(files: readonly PlannedFile[], pinPath: string, agentPath: string): void {
  for (const { path, text } of files) {
    const bytes = new TextEncoder().encode(text);
    if (path === pinPath) readPin(path, bytes);
    if (path === agentPath) readAgentFile(path, bytes);
  }
}

function describeFixtures({ csv, text = '' }: FixturePlan): string {
  const count = text.split('\n').length - 1;
  return csv === undefined ? `${count} made-up fixtures` : `${count} fixtures from the CSV`;
}

function describeAgent(version: AgentVersion | undefined): string {
  return version === undefined ? 'a sample agent' : `version ${version.version} of the agent`;
}

function decode(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

function listExisting(there: Surroundings, folder: string): readonly string[] {
  const paths = [
    there.pin?.path,
    there.gate?.path,
    there.fixtures?.path,
    there.agentFile?.path,
    there.workflow,
  ];
  // The fixtures of a gate that is there are named in it.
  const named = (there.gate?.fixturePaths ?? []).filter(
    (path) => path !== posix.join(folder, 'fixtures.jsonl'),
  );
  return [...paths.filter((path) => path !== undefined), ...named];
}

function remarkOnPin(
  { pin }: Surroundings,
  { agent, version }: PlanInputs['settings'],
  pinPath: string,
): readonly string[] {
  if (pin === undefined) return [];
  if (agent !== undefined && pin.agent !== agent) {
    return [
      `${pinPath} pins another agent, ${pin.agent}, and not ${agent}: it stays as it is, and what is written goes with it. To gate a second agent name another --folder.`,
    ];
  }
  if (version === undefined || pin.version === version) return [];
  return [`${pinPath} pins version ${pin.version}, and not ${version}: it stays as it is.`];
}

function remarkOnGate({ gate, agentFile }: Surroundings, agentPath: string): readonly string[] {
  if (gate === undefined || gate.agentFilePath !== undefined || agentFile !== undefined) return [];
  const name = posix.relative(posix.dirname(gate.path), agentPath);
  return [
    `${gate.path} names no agent file: add \`agent-file: ${name}\` to it, so that a pin can say \`version: next\`.`,
  ];
}

function remarkOnCsv({ csv, label, message, teams }: FixturePlan, there: Surroundings): readonly string[] {
  if (csv === undefined || there.gate !== undefined) return [];
  const fields = [...message.matchAll(/\{\{([^{}]+)\}\}/g)].map(([, field = '']) => `"${field}"`);
  const { idColumn } = csv;
  return [
    `The column "${label}" is taken for the team (${teams.length} of them), and ${fields.join(' and ')} for the message.`,
    ...(idColumn === undefined
      ? ['The ids are the numbers of the rows: name a column that has better ones with --id.']
      : idColumn === 'id'
        ? []
        : [`The ids are those of the column "${idColumn}".`]),
  ];
}

/** A reply with another field would be wrong on every version, and so no team protected. */
function remarkOnReply({ label }: FixturePlan, there: Surroundings, params: AgentParams): readonly string[] {
  const prompt = typeof params['system'] === 'string' ? params['system'] : '';
  if (there.gate !== undefined || prompt.includes(label)) return [];
  return [
    `Replies are graded by their field "${label}", and the agent's prompt does not have that word: if the agent calls the team ` +
      'otherwise, give the column of the fixtures that name first.',
  ];
}
