import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { init } from '../../../src/commands/init/init.ts';
import type { InitService, InitSettings } from '../../../src/commands/init/initPorts.ts';
import { readAgentFile } from '../../../src/config/readAgentFile.ts';
import { readFixtures } from '../../../src/config/readFixtures.ts';
import { readNumberedPin } from '../../../src/config/readPin.ts';
import { readPolicy } from '../../../src/config/readPolicy.ts';
import type { AgentParams } from '../../../src/domain/agent.ts';
import type { Prompter } from '../../../src/domain/prompter.ts';
import { ServiceError } from '../../../src/domain/serviceError.ts';
import type { Workspace } from '../../../src/domain/workspace.ts';
import { createRecordingLog } from '../../helpers/createRecordingLog.ts';
import { FakeClock } from '../../helpers/fakeClock.ts';
import { makeAgentVersion } from '../../helpers/makeAgentVersion.ts';
import { memoryWorkspace } from '../../helpers/memoryWorkspace.ts';
import { bytesOf } from '../../helpers/problemsOf.ts';
import { scriptedPrompter } from '../../helpers/scriptedPrompter.ts';

const FOLDER = 'prompts/ticket-router';
const PIN = `${FOLDER}/pinned-version.yml`;
const GATE = `${FOLDER}/gate.yml`;
const FIXTURES = `${FOLDER}/fixtures.jsonl`;
const AGENT_FILE = `${FOLDER}/ticket-router.agent.yaml`;
const WORKFLOW = '.github/workflows/pin-gate.yml';

const NOTHING_SAID: InitSettings = {
  folder: undefined,
  agent: undefined,
  name: undefined,
  version: undefined,
  csv: undefined,
  label: undefined,
  id: undefined,
  yes: false,
  dryRun: false,
};

/** A service with the agent `agent_x`, versions 1 to 3, that makes `agent_new`. */
function createService(overrides: Partial<InitService> = {}) {
  const made: AgentParams[] = [];
  const agentVersion = async (agent: string, version: number) => {
    if (agent !== 'agent_x') throw new ServiceError('Managed Agents', 'not-found', 'Agent not found.');
    return makeAgentVersion({ version, system: `Prompt ${version}.\n` });
  };
  const service: InitService = {
    agentVersion,
    agent: (agent) => agentVersion(agent, 3),
    createAgent: async (params) => {
      made.push(params);
      return makeAgentVersion({ agent: 'agent_new', name: z.string().parse(params['name']) });
    },
    ...overrides,
  };
  return { service, made };
}

interface Run {
  readonly workspace?: ReturnType<typeof memoryWorkspace>;
  readonly port?: Workspace;
  readonly prompter?: Prompter;
  readonly service?: InitService;
  readonly settings?: Partial<InitSettings>;
}

async function run({ workspace = memoryWorkspace(), port, prompter, service, settings }: Run) {
  const clock = new FakeClock();
  const log = createRecordingLog();
  let connections = 0;
  const outcome = await init(
    {
      workspace: port ?? workspace,
      prompter,
      connect: async () => {
        connections += 1;
        return service ?? createService().service;
      },
      clock,
      log,
    },
    { ...NOTHING_SAID, ...settings },
  ).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  return { outcome, workspace, connections, text: log.lines.join('\n'), lines: log.lines };
}

/** Reads everything that was written as the gate will. */
function readBack(files: ReadonlyMap<string, string>, folder = FOLDER) {
  const at = (name: string) => bytesOf(files.get(`${folder}/${name}`) ?? '');
  const gate = readPolicy(`${folder}/gate.yml`, at('gate.yml'));
  const agentPath = gate.agentFilePath ?? '';
  return {
    pin: readNumberedPin(`${folder}/pinned-version.yml`, at('pinned-version.yml')),
    policy: gate.policy,
    fixtures: readFixtures([{ path: `${folder}/fixtures.jsonl`, bytes: at('fixtures.jsonl') }], gate),
    agent: readAgentFile(agentPath, bytesOf(files.get(agentPath) ?? '')).params,
  };
}

describe('pin-gate init', () => {
  it('makes an agent and all files with four questions answered by nothing and a yes', async () => {
    const { service, made } = createService();
    const prompter = scriptedPrompter(['', '', '', 'y']);
    const { outcome, workspace, text } = await run({ service, prompter });
    expect(outcome).toBe(true);
    expect(prompter.asked).toHaveLength(4);
    expect(workspace.created).toEqual([PIN, GATE, FIXTURES, AGENT_FILE, WORKFLOW]);
    const { pin, policy, fixtures, agent } = readBack(workspace.files);
    expect(pin).toMatchObject({ agent: 'agent_new', version: 1 });
    expect(policy).toMatchObject({ expect: { team: 'exact' }, 'group-by': 'team' });
    expect(fixtures.length).toBeGreaterThan(3);
    expect(made).toEqual([agent]);
    expect(text).toMatch(
      /1\. Commit.*OWNER.*\s.*2\. Add the secret ANTHROPIC_API_KEY.*\s.*3\. Make the check "Pin Gate" required/,
    );
    expect(text).toContain('made up');
  });

  it('shows everything before the last question, and writes nothing on a no', async () => {
    const { service, made } = createService();
    const shown: number[] = [];
    const workspace = memoryWorkspace();
    const scripted = scriptedPrompter(['', '', '']);
    const log = createRecordingLog();
    const outcome = await init(
      {
        workspace,
        clock: new FakeClock(),
        log,
        connect: async () => service,
        prompter: {
          ...scripted,
          confirm: async () => {
            shown.push(log.lines.filter((line) => line.includes('New: ')).length);
            return false;
          },
        },
      },
      NOTHING_SAID,
    );
    expect([outcome, shown, made, workspace.created]).toEqual([false, [5], [], []]);
    expect(log.lines.at(-1)).toBe('info: Nothing was written.');
  });

  it.each([[[]], [['']], [['', '']], [['', '', '']]])(
    'stops when the input ends after %j',
    async (answers) => {
      const { service, made } = createService();
      const { outcome, workspace } = await run({ service, prompter: scriptedPrompter(answers) });
      expect([outcome === true, made, workspace.created]).toEqual([false, [], []]);
    },
  );

  it('asks nobody and writes nothing where there is no terminal, unless told to', async () => {
    const without = await run({});
    expect([without.outcome, without.workspace.created, without.connections]).toEqual([false, [], 0]);
    expect(without.text).toContain('pass --yes');
    const withYes = await run({ settings: { yes: true } });
    expect([withYes.outcome, withYes.workspace.created.length]).toEqual([true, 5]);
  });

  it('needs no key for a dry run that makes an agent', async () => {
    const { outcome, workspace, connections, text } = await run({ settings: { dryRun: true, yes: true } });
    expect([outcome, workspace.created, connections]).toEqual([true, [], 0]);
    expect(text).toContain('dry run');
  });

  it('exports an agent that exists and pins its newest version', async () => {
    const { outcome, workspace } = await run({ settings: { agent: 'agent_x', yes: true } });
    expect(outcome).toBe(true);
    const { pin, agent } = readBack(workspace.files, 'prompts/ticket-triage');
    expect(pin).toMatchObject({ agent: 'agent_x', version: 3 });
    expect(agent).toEqual({ name: 'Ticket triage', model: 'claude-haiku-4-5', system: 'Prompt 3.\n' });
    expect([...workspace.files.keys()]).toContain('prompts/ticket-triage/ticket-triage.agent.yaml');
  });

  it('pins and exports the version that was named', async () => {
    const { workspace } = await run({
      settings: { agent: 'agent_x', version: 2, folder: FOLDER, yes: true },
    });
    expect(workspace.files.get(PIN)).toContain('agent: agent_x\nversion: 2\n');
    expect(workspace.files.get(`${FOLDER}/ticket-triage.agent.yaml`)).toContain('Prompt 2.');
  });

  it.each<[string, Partial<InitSettings>, RegExp]>([
    ['an unknown agent', { agent: 'agent_y' }, /There is no agent "agent_y"/],
    ['an agent that is no id', { agent: 'a b', folder: 'x' }, /should be an agent's id.*"a b"/],
    ['a version without an agent', { version: 2 }, /--version names a version of an agent that exists/],
    ['a folder outside', { folder: '../x' }, /leaves the repository/],
    ['an absolute folder', { folder: '/x' }, /is absolute/],
    ['a hostile folder', { folder: 'a\u001b[2J' }, /control character/],
    ["git's folder", { folder: './.git/x' }, /git's own/],
    ['a CSV that is not there', { csv: 'x.csv' }, /There is no file "x.csv"/],
    ['a column without a CSV', { label: 'team' }, /--label names a column of a CSV/],
    ['an id without a CSV', { id: 'key' }, /--id names a column of a CSV/],
  ])('refuses %s', async (_, settings, sentence) => {
    const { outcome, workspace } = await run({ settings: { ...settings, yes: true } });
    expect(outcome).toMatch(sentence);
    expect(workspace.created).toEqual([]);
  });

  it('refuses an archived agent', async () => {
    const { service } = createService({
      agent: async () => makeAgentVersion({ archivedAt: '2026-08-02T00:00:00Z' }),
    });
    const { outcome } = await run({ service, settings: { agent: 'agent_x', yes: true } });
    expect(outcome).toMatch(/is archived/);
  });
});

describe('what is there already', () => {
  it('is left alone and listed', async () => {
    const before = { [PIN]: 'agent: agent_x\nversion: 2\n', [WORKFLOW]: '# mine\nuses: acme/pin-gate@abc\n' };
    const workspace = memoryWorkspace(before);
    const { outcome, text } = await run({ workspace, settings: { folder: FOLDER, yes: true } });
    expect(outcome).toBe(true);
    expect(workspace.created).toEqual([GATE, FIXTURES, `${FOLDER}/ticket-triage.agent.yaml`]);
    expect(workspace.files.get(PIN)).toBe(before[PIN]);
    // The agent file is of the version that the pin says.
    expect(workspace.files.get(`${FOLDER}/ticket-triage.agent.yaml`)).toContain('Prompt 2.');
    expect(text).toContain(`${PIN} is there already`);
    expect(text).toContain(`${WORKFLOW} is there already`);
  });

  it('is told of when it pins another agent', async () => {
    const workspace = memoryWorkspace({ [PIN]: 'agent: agent_x\nversion: 2\n' });
    const { text } = await run({ workspace, settings: { folder: FOLDER, agent: 'agent_z', yes: true } });
    expect(text).toContain(`${PIN} pins another agent, agent_x, and not agent_z`);
  });

  it('needs nothing when it is everything', async () => {
    const { workspace } = await run({ settings: { yes: true } });
    const again = await run({ workspace, settings: { folder: FOLDER, yes: true } });
    expect([again.outcome, again.connections]).toEqual([true, 0]);
    expect(again.text).toContain('nothing to write');
  });

  it('gives a new agent its parameters, when it is an agent file', async () => {
    const { service, made } = createService();
    const workspace = memoryWorkspace({
      [`${FOLDER}/mine.agent.yaml`]: 'name: mine\nmodel: claude-haiku-4-5\n',
    });
    await run({ workspace, service, settings: { folder: FOLDER, yes: true } });
    expect(made).toEqual([{ name: 'mine', model: 'claude-haiku-4-5' }]);
    expect(workspace.files.get(GATE)).toContain('agent-file: mine.agent.yaml\n');
    expect(workspace.created).not.toContain(AGENT_FILE);
  });

  it.each([
    ['calibrates', '      - uses: acme/pin-gate@0123\n        with:\n          mode: calibrate\n', true],
    ['confirms', '      - uses: acme/pin-gate@0123\n        with:\n          mode: confirm\n', true],
    ['rolls back', "      - uses: acme/pin-gate@0123\n        with:\n          mode: 'rollback'\n", true],
    ['is commented out', '      # - uses: acme/pin-gate@0123\n', true],
    ['gates', '      - uses: acme/pin-gate@0123\n', false],
    [
      'gates beside what confirms',
      '      - uses: acme/pin-gate@0123\n        with:\n          mode: confirm\n      - uses: acme/pin-gate@0123\n',
      false,
    ],
  ])('needs the workflow still where one %s: %j', async (_, steps, isNeeded) => {
    const workspace = memoryWorkspace({ '.github/workflows/other.yml': `jobs:\n  x:\n    steps:\n${steps}` });
    await run({ workspace, settings: { folder: FOLDER, yes: true } });
    expect(workspace.created.includes(WORKFLOW)).toBe(isNeeded);
  });

  it('stops everything when it cannot be read', async () => {
    const workspace = memoryWorkspace({ [GATE]: 'fixture: a.csv\n' });
    const { outcome } = await run({ workspace, settings: { folder: FOLDER, yes: true } });
    expect(outcome).toContain(`${GATE}:1: Unknown key`);
  });

  it('is judged by, when it is a gate with fixtures to come', async () => {
    const gate = 'fixtures: fixtures.jsonl\nmessage: "{{text}}"\nexpect: {queue: exact}\ngroup-by: queue\n';
    const workspace = memoryWorkspace({ [GATE]: gate, 't.csv': 'text,queue\nHello,billing\n' });
    const { outcome, text } = await run({ workspace, settings: { folder: FOLDER, csv: 't.csv', yes: true } });
    expect(outcome).toBe(true);
    expect(workspace.files.get(AGENT_FILE)).toContain('{"queue": "<one of the teams>"}');
    expect(workspace.files.get(FIXTURES)).toBe('{"id":"row-0001","text":"Hello","queue":"billing"}\n');
    expect(text).toContain(`${GATE} names no agent file: add \`agent-file: ticket-router.agent.yaml\``);
  });

  it('takes no CSV beside fixtures', async () => {
    const workspace = memoryWorkspace({ [FIXTURES]: '{"id":"1"}\n', 't.csv': 'text,team\nHello,billing\n' });
    const { outcome } = await run({ workspace, settings: { folder: FOLDER, csv: 't.csv', yes: true } });
    expect(outcome).toContain(`${FIXTURES} is there already and stays as it is`);
  });

  it('says what a new gate has to say, when it is fixtures', async () => {
    const workspace = memoryWorkspace({
      [FIXTURES]: '{"id":"1","title":"a","description":"b","queue":"x"}\n',
    });
    const { outcome } = await run({ workspace, settings: { folder: FOLDER, yes: true } });
    expect(outcome).toBe(true);
    const { policy } = readBack(workspace.files);
    expect(policy).toMatchObject({ 'group-by': 'queue', message: 'Subject: {{title}}\n\n{{description}}\n' });
  });
});

describe('an import', () => {
  const importCsv = (csv: string, settings: Partial<InitSettings> = {}) =>
    run({
      workspace: memoryWorkspace({ 'in/t.csv': csv }),
      settings: { csv: 'in/t.csv', folder: FOLDER, yes: true, ...settings },
    });

  it('keeps every column and names what is not called as usual', async () => {
    const { outcome, workspace } = await importCsv(
      'Ticket No,Title,Description,Queue,Priority\n7,Charged twice,"Line one\r\n""two"", three",billing,P1\n8,Locked,out,auth,\n',
      { id: 'Ticket No' },
    );
    expect(outcome).toBe(true);
    const { policy, fixtures, agent } = readBack(workspace.files);
    expect(fixtures.map(({ fields }) => ({ ...fields }))).toEqual([
      {
        id: '7',
        'Ticket No': '7',
        Title: 'Charged twice',
        Description: 'Line one\n"two", three',
        Queue: 'billing',
        Priority: 'P1',
      },
      { id: '8', 'Ticket No': '8', Title: 'Locked', Description: 'out', Queue: 'auth', Priority: '' },
    ]);
    expect(policy).toMatchObject({
      message: 'Subject: {{Title}}\n\n{{Description}}\n',
      expect: { Queue: 'exact' },
      'group-by': 'Queue',
    });
    expect(agent['system']).toContain('- auth\n- billing\n');
    expect(agent['system']).toContain('{"Queue": "<one of the teams>"}');
  });

  it('numbers rows that have no id', async () => {
    const { workspace } = await importCsv('subject,body,team\na,b,x\nc,d,y\n');
    expect(readBack(workspace.files).fixtures.map(({ id }) => id)).toEqual(['row-0001', 'row-0002']);
    expect(readBack(workspace.files).policy.message).toBe('Subject: {{subject}}\n\n{{body}}\n');
  });

  it.each([
    [
      'Ticket ID,body,team\nT-1,a,x\nT-2,b,y\n',
      ['T-1', 'T-2'],
      'The ids are those of the column "Ticket ID".',
    ],
    ['ID,body,team\n7,a,x\n8,b,y\n', ['7', '8'], 'The ids are those of the column "ID".'],
    ['case,Number,body,team\nq,7,a,x\nq,7,b,y\n', ['row-0001', 'row-0002'], 'with --id.'],
    ['key,Number,body,team\nq,7,a,x\nr,8,b,y\n', ['row-0001', 'row-0002'], 'with --id.'],
  ])('takes the ids from the only column that can have them, and says so: %j', async (csv, ids, said) => {
    const { workspace, text } = await importCsv(csv);
    expect(readBack(workspace.files).fixtures.map(({ id }) => id)).toEqual(ids);
    expect(text).toContain(said);
  });

  it.each([
    ['queue', true],
    ['Prompt', false],
  ])('warns that an agent that exists may call the column %s otherwise: %s', async (label, isWarned) => {
    const workspace = memoryWorkspace({ 't.csv': `body,${label}\na,x\nc,y\n` });
    const settings = { folder: FOLDER, agent: 'agent_x', csv: 't.csv', label, yes: true };
    const { text } = await run({ workspace, settings });
    expect(text.includes(`Replies are graded by their field "${label}"`)).toBe(isWarned);
  });

  it('tells problems with the lines of the CSV', async () => {
    const { outcome, workspace } = await importCsv('id,body,team\n1,"a\nb",x\n\n1,c,y\n3,d,\n4,,z\n');
    expect(outcome).toBe(
      [
        'in/t.csv:5: The id "1" is taken by in/t.csv:2: give each fixture an id of its own.',
        'in/t.csv:6: Fixture "3": `team` should be the name of a team, as text, since `group-by` names it, but it is an empty text.',
        'in/t.csv:7: Fixture "4" makes an empty message, which the service does not take: fill in a field that `message` uses.',
      ].join('\n'),
    );
    expect(workspace.created).toEqual([]);
  });

  it.each<[string, string, Partial<InitSettings>, RegExp]>([
    ['no rows', 'a,b\n', {}, /^in\/t\.csv:1: The file has no rows/],
    ['no CSV', 'a;b\n1;2\n', {}, /^in\/t\.csv:1: The columns should be separated by commas/],
    ['no label', 'body,color\na,b\n', {}, /none of `body`, `color` looks like it\. Name it with --label/],
    ['two labels', 'body,queue,category\na,b,c\n', {}, /it could be any of `queue`, `category`/],
    ['an unknown label', 'body,queue\na,b\n', { label: 'quue' }, /no column `quue`.*did you mean `queue`/],
    ['an unknown id', 'body,team\na,b\n', { id: 'key' }, /no column `key`, which --id names/],
    ['two ids', 'id,key,body,team\n1,2,a,b\n', { id: 'key' }, /There is a column `id` beside `key`/],
    ['no text', 'id,team\n1,b\n', {}, /No column has the text of the ticket/],
    ['columns alike', 'body, body,team\na,b,c\n', {}, /`body` is there twice/],
  ])('refuses %s', async (_, csv, settings, sentence) => {
    const { outcome, workspace } = await importCsv(csv, settings);
    expect(outcome).toMatch(sentence);
    expect(workspace.created).toEqual([]);
  });

  it('is not broken by hostile cells and names', async () => {
    const hostile = [
      '\u001b[2J',
      '\u202e',
      'a: b # c',
      '{{x}}',
      '- [y',
      '"',
      "'",
      '__proto__',
      'no',
      '\u0007::error',
    ];
    const rows = hostile.map((text) => `"${text.replaceAll('"', '""')}","${text.replaceAll('"', '""')}"`);
    const { outcome, workspace, lines } = await importCsv(`"b: #|>",team\n${rows.join('\n')}\n`, {
      name: '\u001b[31m: # "evil"',
    });
    expect(outcome).toBe(true);
    const agentPath = `${FOLDER}/31m-evil.agent.yaml`;
    const { fixtures, agent } = readBack(workspace.files);
    expect(fixtures.map(({ team }) => team)).toEqual(hostile);
    expect(agent['name']).toBe('\u001b[31m: # "evil"');
    expect(workspace.created).toContain(agentPath);
    for (const line of lines) expect(line).not.toMatch(/[\u0000-\u001f\u007f\u202e]/);
  });
});

describe('trouble', () => {
  it.each([
    ['no answer', new ServiceError('Managed Agents', 'unavailable', 'No answer.')],
    ['one that cannot be read', new ServiceError('Managed Agents', 'invalid', 'No answer.', { status: 200 })],
  ])('with %s of the service leaves no file behind', async (_, error) => {
    const { service } = createService({ createAgent: () => Promise.reject(error) });
    const { outcome, workspace } = await run({ service, settings: { yes: true } });
    expect(outcome).toMatch(/Whether the agent was made is not known.*"No answer.".*no file was written/);
    expect(workspace.created).toEqual([]);
  });

  it('with the key is a sentence', async () => {
    const { service } = createService({
      createAgent: async () => {
        throw new ServiceError('Managed Agents', 'forbidden', 'No access.', { status: 403 });
      },
    });
    const { outcome } = await run({ service, settings: { yes: true } });
    expect(outcome).toMatch(/Could not make the agent .*403.*No file was written\./);
  });

  it('with a file that cannot be made is told before an agent is made', async () => {
    const { service, made } = createService();
    const workspace = memoryWorkspace();
    const port: Workspace = {
      ...workspace,
      findObstacle: async (path) => (path === WORKFLOW ? 'cannot be made: .github is a file' : undefined),
    };
    const { outcome } = await run({ workspace, port, service, settings: { yes: true } });
    expect(outcome).toBe(
      `${WORKFLOW}: The file cannot be made: .github is a file. Nothing was written: clear the way, or name another --folder.`,
    );
    expect([made, workspace.created]).toEqual([[], []]);
  });

  it('with a file that appeared says what was written and what was not, and overwrites nothing', async () => {
    const { service } = createService();
    const workspace = memoryWorkspace();
    const creating: InitService = {
      ...service,
      createAgent: async (params) => {
        workspace.files.set(GATE, 'fixtures: theirs.csv\n');
        return service.createAgent(params);
      },
    };
    const { outcome, text } = await run({ workspace, service: creating, settings: { yes: true } });
    expect(outcome).toBe(false);
    expect(workspace.files.get(GATE)).toBe('fixtures: theirs.csv\n');
    expect(text).toContain(`${GATE} appeared in the meantime and was left as it is.`);
    expect(text).toContain(
      `Written were ${PIN}, ${FIXTURES}, ${AGENT_FILE}, ${WORKFLOW}; not written were ${GATE}.`,
    );
    expect(text).toContain('The agent agent_new has been made');
    expect(text).not.toContain('Next steps');
  });

  it('with a disk is told like that', async () => {
    const workspace = memoryWorkspace();
    const port: Workspace = {
      ...workspace,
      create: async (path, text) => {
        if (path === FIXTURES) throw new Error('ENOSPC: no space left on device');
        return workspace.create(path, text);
      },
    };
    const { outcome, text } = await run({ workspace, port, settings: { yes: true } });
    expect(outcome).toBe(false);
    expect(text).toContain(`${FIXTURES} could not be written (ENOSPC: no space left on device).`);
  });
});
