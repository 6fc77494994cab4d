import { posix } from 'node:path';
import type { AgentVersion } from '../../domain/agent.ts';
import { escapeLogLine } from '../../report/escape.ts';
import { ask } from './ask.ts';
import { chooseAgent } from './chooseAgent.ts';
import { describeNextSteps } from './describeNextSteps.ts';
import { describePlan } from './describePlan.ts';
import type { InitPorts, InitService, InitSettings } from './initPorts.ts';
import { lookAround, type Surroundings } from './lookAround.ts';
import { makeAgent } from './makeAgent.ts';
import { checkObstacles, makePlan } from './makePlan.ts';
import { parseFolder } from './parseFolder.ts';
import type { Plan, PlannedFile } from './plan.ts';
import { planFixtures } from './planFixtures.ts';
import { readAgent } from './readAgent.ts';
import { renderPin } from './renderPin.ts';
import { slugify } from './slugify.ts';
import { writeFiles } from './writeFiles.ts';

const DEFAULT_NAME = 'ticket-router';

/**
 * Sets up the gate for one agent: pin, policy, fixtures, agent file and workflow, each unless it is there. At most
 * four questions are asked, and none that a flag has answered. What will be done is known and shown before the first
 * file is written or an agent made, and no file that exists is touched.
 *
 * @returns whether all is well: the files are there, or it was a dry run
 * @throws GateError when something is in the way; nothing has been written then
 */
export async function init(ports: InitPorts, settings: InitSettings, signal?: AbortSignal): Promise<boolean> {
  const { workspace, prompter, log } = ports;
  const mayWrite = !settings.dryRun && (settings.yes || prompter !== undefined);
  const service = connectOnce(ports);

  // 1. Where, and what is there already.
  const folder = parseFolder(settings.folder ?? (await askFolder(ports, settings, service, signal)));
  const there = await lookAround(workspace, folder);

  // 2. Which agent.
  const agent = await chooseAgent(ports, settings, there.pin);
  const isNew = agent === undefined;
  const needsVersion = !isNew && (there.pin === undefined || there.agentFile === undefined);
  const version = needsVersion
    ? await readAgent(await service(), ports.clock, agent, chooseVersion(settings, there), signal)
    : undefined;
  // Without a key no agent can be made: better said now than after the last question.
  if (isNew && mayWrite) await service();

  // 3. Which fixtures, 4. and what all files will say.
  const fixtures = await planFixtures(ports, settings, there, posix.join(folder, 'fixtures.jsonl'));
  const plan = await makePlan(workspace, { folder, there, version, isNew, fixtures, settings });
  for (const line of describePlan(plan)) log.info(line);
  log.info('');

  // 5. Whether to write them.
  if (plan.files.length === 0) {
    log.info('Everything is there already: nothing to write.');
    return true;
  }
  if (settings.dryRun) {
    log.info('Nothing was written: this was a dry run.');
    return true;
  }
  if (!(await isAgreed(ports, settings, plan))) {
    const hint = prompter === undefined ? ' Nobody can be asked here: pass --yes to write these files.' : '';
    log.info(`Nothing was written.${hint}`);
    return false;
  }

  // 6. An agent first, for the pin has its id. Nothing is known to stand in the files' way then.
  await checkObstacles(workspace, plan.files);
  const made =
    plan.newAgent === undefined ? undefined : await makeAgent(await service(), plan.newAgent, signal);
  if (made !== undefined) log.info(`Made: agent ${escapeLogLine(made.agent)}, version ${made.version}`);
  return writePlan(ports, plan, made);
}

async function writePlan({ workspace, log }: InitPorts, plan: Plan, made: AgentVersion | undefined) {
  const { written, left } = await writeFiles(workspace, finishPin(plan, made));
  for (const path of written) log.info(`Wrote: ${escapeLogLine(path)}`);
  log.info('');
  if (left.length === 0) {
    for (const line of describeNextSteps(plan)) log.info(line);
    return true;
  }
  for (const { path, why } of left) log.warning(escapeLogLine(`${path} ${why}.`));
  const done = written.length === 0 ? 'No file was written' : `Written were ${written.join(', ')}`;
  log.warning(escapeLogLine(`${done}; not written were ${left.map(({ path }) => path).join(', ')}.`));
  if (made !== undefined) {
    log.warning(
      escapeLogLine(
        `The agent ${made.agent} has been made: pass it with --agent when you run this again, or a second one is made.`,
      ),
    );
  }
  return false;
}

/** The key is asked for once, and only if anything needs it. */
function connectOnce({ connect }: InitPorts): () => Promise<InitService> {
  let connected: Promise<InitService> | undefined;
  return () => {
    connected ??= connect();
    return connected;
  };
}

async function askFolder(
  { prompter, clock }: InitPorts,
  settings: InitSettings,
  service: () => Promise<InitService>,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { agent, version } = settings;
  const name =
    settings.name ??
    (agent === undefined
      ? DEFAULT_NAME
      : (await readAgent(await service(), clock, agent, version, signal)).name);
  return ask(prompter, 'Folder for the pin and what belongs to it', `prompts/${slugify(name)}`);
}

/** A pin that is there says which version its agent file has to be of. */
function chooseVersion({ version }: InitSettings, { pin }: Surroundings): number | undefined {
  if (pin === undefined) return version;
  return pin.version === 'next' ? undefined : pin.version;
}

async function isAgreed(
  { prompter }: InitPorts,
  { yes }: InitSettings,
  { newAgent }: Plan,
): Promise<boolean> {
  const question = newAgent === undefined ? 'Write these files?' : 'Make the agent and write these files?';
  return yes || ((await prompter?.confirm(question)) ?? false);
}

/** The pin of an agent that has just been made names what the service called it. */
function finishPin({ files, pinPath }: Plan, made: AgentVersion | undefined): readonly PlannedFile[] {
  if (made === undefined) return files;
  return files.map((file) =>
    file.path === pinPath ? { ...file, text: renderPin(made.agent, made.version) } : file,
  );
}
