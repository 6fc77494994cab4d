import { afterEach, describe, expect, it } from '@jest/globals';
import { realClock } from '../../emulator/managed-agents/clock.ts';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { closeWorlds, startWorld, type World } from './world/startWorld.ts';
import { gate, gatePath, pin, pinPath, script } from './world/tickets.ts';

afterEach(closeWorlds);

/** Turns that take far longer than any of these tests: only an interrupt ends them. */
const endless = createScriptModel({ ...script({}), defaults: { latencyMs: 120_000 } });

/** Runs a pull request and sends the signal when all its ten sessions are running. */
async function runAndSignal(world: World, number: number, signal: NodeJS.Signals) {
  let kill: (signal: NodeJS.Signals) => void = () => undefined;
  let sentAt = 0;
  const watch = setInterval(() => {
    const running = world.agents.sessions().filter(({ status }) => status === 'running');
    if (sentAt > 0 || running.length < 10) return;
    sentAt = performance.now();
    kill(signal);
  }, 20);
  try {
    const run = await world.run(number, {
      soundness: 'cut short',
      onStart: (send) => {
        kill = send;
      },
    });
    return { run, tookMs: performance.now() - sentAt };
  } finally {
    clearInterval(watch);
  }
}

// Windows has no signals to send: there a runner presses Ctrl+C in the step's console, which takes one.
const describeWhereSignals = process.platform === 'win32' ? describe.skip : describe;

describeWhereSignals('a run that is stopped', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s interrupts and archives its sessions within seconds and leaves the comment as it was',
    async (signal) => {
      const world = await startWorld({ model: endless });
      const number = await world.bump(2);
      const comment = world.github.comment(number, '<!-- pin-gate -->\n### An earlier verdict\n');

      const { run, tookMs } = await runAndSignal(world, number, signal);

      expect(run.exitCode).toBe(1);
      expect(tookMs).toBeLessThan(6_000);
      expect(world.github.comments(number)).toEqual([comment]);
      const sessions = world.agents.sessions();
      expect(sessions).toHaveLength(10);
      expect(sessions.filter(({ archived }) => !archived)).toEqual([]);
      expect(run.log).toContain(`Stopped by ${signal}`);
      expect(run.outputs).toMatchObject({ verdict: 'error', 'comment-url': '' });
      expect(run.summary).toContain('Could not evaluate');
    },
  );

  it('starts no session any more', async () => {
    const world = await startWorld({ model: endless });
    const few = gate('limits:\n  concurrency: 4\n');
    await world.github.commit({ branch: 'main', files: { [gatePath]: few } });
    const number = await world.bump(2);
    let kill: (signal: NodeJS.Signals) => void = () => undefined;
    const run = await world.run(number, {
      soundness: 'cut short',
      onStart: (send) => {
        kill = send;
      },
      // The group is printed when sessions are about to start.
      onLog: (text) => {
        if (text.includes('::endgroup::')) setTimeout(() => kill('SIGINT'), 300);
      },
    });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(world.agents.sessions().length).toBeLessThanOrEqual(4);
    expect(world.agents.sessions().filter(({ archived }) => !archived)).toEqual([]);
  });

  it('outright (SIGKILL) leaves strays, which the next run on the same pin archives, and no others', async () => {
    // The first run happens two hours ago, as far as the service knows.
    let ago = 2 * 3600 * 1000;
    const clock = { ...realClock, now: () => Date.now() - ago };
    const slowOnTwo = createScriptModel({
      ...script({ 2: { 'B-1': { reply: { team: 'billing' }, latencyMs: 120_000 } } }),
      defaults: { latencyMs: 120_000 },
      answers: script({}).answers.flatMap((answer) => [
        { ...answer, version: 3, replies: answer.replies.map((reply) => ({ ...reply, latencyMs: 1 })) },
        { ...answer, version: 1, replies: answer.replies.map((reply) => ({ ...reply, latencyMs: 1 })) },
        answer,
      ]),
    });
    const world = await startWorld({ model: slowOnTwo, agents: { clock } });
    const number = await world.bump(2);
    let kill: (signal: NodeJS.Signals) => void = () => undefined;
    const watch = setInterval(() => {
      if (world.agents.sessions().filter(({ version }) => version === 2).length === 5) kill('SIGKILL');
    }, 10);
    const killed = await world.run(number, {
      soundness: 'cut short',
      onStart: (send) => {
        kill = send;
      },
    });
    clearInterval(watch);
    expect(killed.exitCode).toBeNull();
    const strays = world.agents.sessions().filter(({ archived }) => !archived);
    expect(strays.length).toBeGreaterThanOrEqual(5);
    const production = await createSession(world);

    ago = 0;
    await world.push({ [pinPath]: pin(3) });
    const next = await world.run(number, { soundness: 'cut short' });

    expect([next.exitCode, next.outputs['verdict']]).toEqual([0, 'passed']);
    expect(next.log).toContain(
      `Archiving ${strays.length} sessions that an earlier run left behind on ${pinPath}.`,
    );
    const left = world.agents.sessions().filter(({ archived }) => !archived);
    expect(left.map(({ id }) => id)).toEqual([production]);
  });
});

/** A session of production's, on the same agent: none of the gate's business. */
async function createSession(world: World): Promise<string> {
  const headers = {
    authorization: 'Bearer sk-ant-api03-not-to-be-printed',
    'anthropic-version': '2026-10-21',
    'anthropic-beta': 'managed-agents-2026-04-01',
    'content-type': 'application/json',
  };
  const environments = await fetch(`${world.agents.url}/v1/environments`, { headers });
  const [environment] = /env_\w+/.exec(await environments.text()) ?? [];
  const body = JSON.stringify({ agent: 'agent_triage', environment_id: environment });
  const answer = await fetch(`${world.agents.url}/v1/sessions`, { method: 'POST', headers, body });
  const [id = ''] = /sesn_\w+/.exec(await answer.text()) ?? [];
  return id;
}
