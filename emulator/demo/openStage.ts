import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isolatedEnvironment } from '../github/git/runGit.ts';
import { createGitHub } from '../github/createGitHub.ts';
import { createManagedAgents } from '../managed-agents/createManagedAgents.ts';
import { createRulesModel } from '../managed-agents/models/createRulesModel.ts';
import { createWaveringModel } from '../managed-agents/models/createWaveringModel.ts';
import type { ActionRun } from '../runner/runAction.ts';
import { createTeller } from './createTeller.ts';
import { AGENT_FILE } from './places.ts';
import { runGitIn } from './runGitIn.ts';
import type { Stage } from './stage.ts';

/** How long the stand-in model thinks about a ticket, in milliseconds. */
const TURN_MS = 400;

/**
 * One ticket, T-2105, is answered by chance on every version. The seed decides when: it is right until version 4 is
 * tried, then wrong in that version's first trial, and as often right as on version 3 afterwards.
 */
const WAVERING = {
  text: 'Old key keeps working after it was replaced',
  probability: 0.25,
  reply: '{"team":"api-platform","priority":"P0"}',
};
const SEED = 121;

/**
 * Starts both services and clones the repository, which has nothing but the example's agent file.
 *
 * @param root the folder with `action.yml`, `dist/` and `prompts/`
 * @param write where the story is told
 */
export async function openStage(
  root: string,
  write: (text: string) => void,
): Promise<Stage & { close(): Promise<void> }> {
  const model = createWaveringModel(createRulesModel({ latency: TURN_MS }), WAVERING);
  const agentFile = await readFile(join(root, AGENT_FILE));
  const home = await mkdtemp(join(tmpdir(), 'pin-gate-demo-'));
  const closing: (() => Promise<unknown>)[] = [() => rm(home, { recursive: true, force: true })];
  const close = async () => {
    await Promise.all(closing.map((end) => end()));
  };
  try {
    const agents = await createManagedAgents({ model, seed: SEED });
    closing.push(() => agents.close());
    const github = await createGitHub({ private: true, files: { [AGENT_FILE]: agentFile } });
    closing.push(() => github.close());

    // The emulator speaks no git over HTTP: git goes to the repository itself wherever it is given its address.
    const address = `${github.serverUrl}/${github.fullName}.git`;
    const globalConfig = join(home, 'gitconfig');
    const place = github.gitDir.replaceAll('\\', '/');
    await writeFile(globalConfig, `[url "${place}"]\n\tinsteadOf = ${address}\n`);
    const clone = join(home, github.repo);
    const env = isolatedEnvironment(home, globalConfig);
    await runGitIn(home, env, ['clone', '--quiet', address, clone]);

    const runs: ActionRun[] = [];
    closing.push(() => Promise.all(runs.map((run) => run.cleanUp())));
    return { root, agents, github, clone, env, settings: {}, runs, close, ...createTeller(write) };
  } catch (error) {
    await close();
    throw error;
  }
}
