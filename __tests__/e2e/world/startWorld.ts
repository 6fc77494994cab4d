import { join } from 'node:path';
import { jest } from '@jest/globals';
import { createGitHub, type GitHub, type GitHubOptions } from '../../../emulator/github/createGitHub.ts';
import {
  createManagedAgents,
  type ManagedAgents,
} from '../../../emulator/managed-agents/createManagedAgents.ts';
import type { Model } from '../../../emulator/managed-agents/model.ts';
import { createScriptModel } from '../../../emulator/managed-agents/models/createScriptModel.ts';
import type { ManagedAgentsOptions } from '../../../emulator/managed-agents/options.ts';
import { type ActionRun, type ActionRunOptions, runAction } from '../../../emulator/runner/runAction.ts';
import { expectSound } from './expectSound.ts';
import { agentId, baseFiles, pin, pinPath, script } from './tickets.ts';

// A run of the bundle takes half a second here; a loaded machine of somebody else's may take ten.
jest.setTimeout(60_000);

/** The repository of the Action itself. */
export const root = join(import.meta.dirname, '..', '..', '..');

export const apiKey = 'sk-ant-api03-not-to-be-printed';

export interface WorldOptions {
  /** The first commit of the base branch; over: `baseFiles()`. */
  readonly files?: GitHubOptions['files'];
  /** Over: every version answers every ticket rightly. */
  readonly model?: Model;
  readonly agents?: Partial<ManagedAgentsOptions>;
  readonly github?: Partial<GitHubOptions>;
}

export interface RunOptions
  extends Partial<
    Pick<ActionRunOptions, 'inputs' | 'event' | 'token' | 'env' | 'runId' | 'onLog' | 'onStart' | 'github'>
  > {
  /** `soundness: 'cut short'` for a run that is killed: it may leave sessions and reports behind. */
  readonly soundness?: 'whole' | 'cut short';
}

export interface World {
  readonly agents: ManagedAgents;
  readonly github: GitHub;
  /** Commits to a branch and opens a pull request from it. Returns its number. */
  propose(files: Readonly<Record<string, string | Uint8Array | null>>, branch?: string): Promise<number>;
  /** Opens a pull request that pins this version. */
  bump(version: number): Promise<number>;
  /** Commits to a branch that is there; over: the pull request's of `propose`. */
  push(files: Readonly<Record<string, string | Uint8Array | null>>, branch?: string): Promise<string>;
  /**
   * Runs the bundle on a pull request (for its newest head) as the runner would, and holds the run to what
   * every run must keep (`expectSound`).
   */
  run(pullRequest: number | undefined, options?: RunOptions): Promise<ActionRun>;
  /** The bodies of the pull request's comments. */
  comments(pullRequest: number): readonly string[];
  close(): Promise<void>;
}

const open: World[] = [];

/** For `afterEach`: whatever became of the test, its servers and folders go. */
export async function closeWorlds(): Promise<void> {
  await Promise.all(open.splice(0).map((world) => world.close()));
}

/** Four versions of one agent, alike but for their prompts: what they answer is the script's business. */
export const seedState = {
  agents: [
    {
      id: agentId,
      versions: [1, 2, 3, 4].map((version) => ({
        name: 'triage',
        model: 'claude-haiku-4-5',
        system: `Route the ticket. This is prompt ${version}.`,
      })),
    },
  ],
};

/** Both services on loopback and one repository: GitHub, as far as the Action can see. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const agents = await createManagedAgents({
    model: options.model ?? createScriptModel(script({})),
    seedState,
    keys: [apiKey],
    ...options.agents,
  });
  const github = await createGitHub({
    files: options.files ?? baseFiles(),
    private: true,
    ...options.github,
  });
  const runs: ActionRun[] = [];
  const branchName = 'change';

  let started = 0;
  const running = new Set<number>();
  const world: World = {
    agents,
    github,
    async propose(files, branch = branchName) {
      await github.commit({ branch, files });
      return (await github.openPullRequest({ head: branch })).number;
    },
    bump: (version) => world.propose({ [pinPath]: pin(version) }),
    push: (files, branch = branchName) => github.commit({ branch, files }),
    async run(pullRequest, { inputs, soundness = 'whole', ...more } = {}) {
      const token = more.token ?? github.issueToken();
      const event = more.event ?? {
        name: 'pull_request',
        payload: pullRequest === undefined ? {} : await github.pullRequestEvent(pullRequest),
      };
      started += 1;
      const runId = more.runId ?? started;
      running.add(runId);
      const run = await runAction({
        actionFile: join(root, 'action.yml'),
        inputs: { 'anthropic-api-key': apiKey, 'anthropic-base-url': agents.url, ...inputs },
        repository: github.fullName,
        github: { apiUrl: github.url, serverUrl: github.serverUrl },
        ...more,
        runId,
        token,
        event,
      });
      runs.push(run);
      running.delete(runId);
      if (soundness === 'whole') {
        const comments = pullRequest === undefined ? [] : world.comments(pullRequest);
        await expectSound(run, {
          secrets: [inputs?.['anthropic-api-key'] ?? apiKey, token],
          comments,
          // Another run may be in the middle of its own.
          sessions: agents
            .sessions()
            .filter(({ metadata }) => !running.has(Number(metadata['pin-gate-run']?.split('-')[0]))),
        });
      }
      return run;
    },
    comments: (number) => github.comments(number).map(({ body }) => body),
    async close() {
      await Promise.all([agents.close(), github.close(), ...runs.map((run) => run.cleanUp())]);
    },
  };
  open.push(world);
  return world;
}
