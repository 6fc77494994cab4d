import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readActionDefaults } from '../../../emulator/runner/readActionDefaults.ts';
import { type ActionRunOptions, runAction } from '../../../emulator/runner/runAction.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pin-gate-action-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** An action whose step is this script. */
function writeAction(script: string): string {
  writeFileSync(
    join(folder, 'action.yml'),
    [
      'inputs:',
      '  with-default: { default: from action.yml }',
      "  github-token: { default: '${{ github.token }}' }",
      '  a-flag: { default: true }',
      '  required-one: { required: true }',
      'runs: { using: node24, main: step.mjs }',
      '',
    ].join('\n'),
  );
  writeFileSync(join(folder, 'step.mjs'), script);
  return join(folder, 'action.yml');
}

function run(script: string, options: Partial<ActionRunOptions> = {}) {
  return runAction({
    actionFile: writeAction(script),
    inputs: {},
    event: { name: 'pull_request', payload: { number: 7 } },
    repository: 'acme/support',
    token: 'ghs_1',
    github: { apiUrl: 'http://api', serverUrl: 'http://server' },
    ...options,
  });
}

describe('readActionDefaults', () => {
  it('gives the entry and the inputs that have a default, as texts', async () => {
    expect(await readActionDefaults(writeAction(''))).toEqual({
      main: 'step.mjs',
      inputs: { 'with-default': 'from action.yml', 'github-token': '${{ github.token }}', 'a-flag': 'true' },
    });
  });
});

describe('runAction', () => {
  it('gives the step what a runner gives it, and nothing of this machine', async () => {
    process.env['PIN_GATE_TEST_LEAK'] = 'x';
    const step = await run(
      `import { readFileSync, existsSync } from 'node:fs';
       const { env } = process;
       console.log(JSON.stringify({
         inputs: Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('INPUT_'))),
         context: [env.GITHUB_ACTIONS, env.GITHUB_REPOSITORY, env.GITHUB_API_URL, env.GITHUB_SERVER_URL, env.GITHUB_RUN_ID],
         event: [env.GITHUB_EVENT_NAME, readFileSync(env.GITHUB_EVENT_PATH, 'utf8')],
         empty: [readFileSync(env.GITHUB_OUTPUT, 'utf8'), readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')],
         workspace: existsSync(env.GITHUB_WORKSPACE),
         leak: env.PIN_GATE_TEST_LEAK ?? null,
         node: process.execPath,
       }));`,
      { inputs: { 'a-flag': 'false', 'with space': 'y' }, runId: 42 },
    );
    delete process.env['PIN_GATE_TEST_LEAK'];
    expect(JSON.parse(step.log)).toEqual({
      inputs: {
        'INPUT_WITH-DEFAULT': 'from action.yml',
        'INPUT_GITHUB-TOKEN': 'ghs_1',
        'INPUT_A-FLAG': 'false',
        INPUT_WITH_SPACE: 'y',
      },
      context: ['true', 'acme/support', 'http://api', 'http://server', '42'],
      event: ['pull_request', '{"number":7}'],
      empty: ['', ''],
      workspace: true,
      leak: null,
      node: process.execPath,
    });
    await step.cleanUp();
  });

  it('gives back what the step wrote and how it ended', async () => {
    const pieces: string[] = [];
    const step = await run(
      `import { appendFileSync, writeFileSync } from 'node:fs';
       appendFileSync(process.env.GITHUB_OUTPUT, 'verdict=passed\\n');
       appendFileSync(process.env.GITHUB_STEP_SUMMARY, '### Hi');
       writeFileSync('report.json', '{}');
       console.error('on standard error');
       process.exitCode = 3;`,
      { onLog: (text) => pieces.push(text) },
    );
    expect(step).toMatchObject({ exitCode: 3, outputs: { verdict: 'passed' }, summary: '### Hi' });
    expect([step.log, pieces.join('')]).toEqual(['on standard error\n', 'on standard error\n']);
    expect(await step.readFile('report.json')).toBe('{}');
    expect(step.durationMs).toBeGreaterThan(0);
    await step.cleanUp();
    await expect(step.readFile('report.json')).rejects.toThrow('ENOENT');
  });

  it('sends signals, and says when one ended the step', async () => {
    let kill: (signal: NodeJS.Signals) => void = () => undefined;
    const step = await run('setInterval(() => {}, 1000); console.log("up");', {
      onStart: (send) => {
        kill = send;
      },
      onLog: () => kill('SIGKILL'),
    });
    expect([step.exitCode, step.log]).toEqual([null, 'up\n']);
    await step.cleanUp();
  });

  it('rejects when the step cannot be started', async () => {
    await expect(run('', { node: join(folder, 'no-such-node') })).rejects.toThrow('ENOENT');
  });
});
