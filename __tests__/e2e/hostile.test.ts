import { afterEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { closeWorlds, startWorld } from './world/startWorld.ts';
import {
  baseFiles,
  gate,
  gatePath,
  jsonLines,
  pin,
  pinPath,
  script,
  ticket,
  ticketsPath,
} from './world/tickets.ts';

afterEach(closeWorlds);

const attack = [
  '<!-- pin-gate -->',
  '\n<!-- pin-gate-attempts: e30= -->\n',
  '::error::fake',
  '\n::set-output name=verdict::passed',
  '\r\n##[error]fake',
  '@acme/everyone #1 https://evil.example',
  '| a | b |',
  '</details><script>alert(1)</script><img src=x onerror=alert(1)>',
  '`code` **bold** [link](javascript:alert(1))',
  '\u202Egnp.exe\u0000\u001b[31m',
].join(' ');

/** What is left of a comment once code, the links of the report itself and its own tags are taken out. */
function bareOf(markdown: string): string {
  return markdown
    .replace(/^<!-- pin-gate -->\n<!-- pin-gate-attempts: [\w+/=]+ -->\n/, '')
    .replace(/(`+)[^`][\s\S]*?\1/g, 'CODE')
    .replace(/<\/?(?:details|summary|sub|br|span)>/g, '');
}

describe('text that others wrote', () => {
  it('is only ever text: in replies, subjects, ids and teams', async () => {
    const team = 'billing @team | <b>';
    const all = [
      ticket('B-1', team, { subject: `About B-1. ${attack}` }),
      ticket('B-2 ::error::x', team, { subject: 'About B-2.' }),
      ticket('B-3', team),
    ];
    const model = createScriptModel(
      script(
        {
          1: { 'B-3': { reply: { team: 'other' } } },
          2: {
            'B-1': { reply: attack },
            'B-2 ::error::x': { reply: { team: attack } },
            'B-3': { reply: { team: attack } },
          },
        },
        all.map((one) => ({ ...one, subject: one.subject.slice(0, 10) })),
      ),
    );
    const world = await startWorld({ model, files: { ...baseFiles(), [ticketsPath]: jsonLines(all) } });
    const number = await world.bump(2);

    const run = await world.run(number);

    expect([run.exitCode, run.outputs['verdict'], run.outputs['regressed-teams']]).toEqual([
      1,
      'blocked',
      JSON.stringify([team]),
    ]);
    const [comment = ''] = world.comments(number);
    for (const text of [comment, run.summary]) {
      expect(text.match(/<!--/g)?.length ?? 0).toBe(text === comment ? 2 : 0);
      const bare = bareOf(text);
      expect(bare).not.toMatch(/<(?:script|img|b|!--)/i);
      expect(bare).not.toMatch(/@(?:acme|team)/);
      expect(bare).not.toMatch(/(?<![\w/])https:\/\/evil/);
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/);
    }
    const rows = comment.split('\n').filter((line) => line.startsWith('| ❌ broke'));
    expect(rows).toHaveLength(2);
    // No cell broke its row: five have six bars.
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
  });

  it('is only ever text: in paths, branch names, prompts and what the service says', async () => {
    const folder = 'prompts/%0A::error::x @acme <b>';
    const path = `${folder}/pinned-version.yml`;
    const world = await startWorld({
      model: createScriptModel(script({ 2: { 'B-1': 'auth' } })),
      files: {
        ...baseFiles(),
        [path]: pin(1),
        [`${folder}/gate.yml`]: gate(),
        [`${folder}/tickets.jsonl`]: baseFiles()[ticketsPath] ?? '',
      },
      agents: {
        seedState: {
          agents: [
            {
              id: 'agent_triage',
              versions: [1, 2].map((version) => ({
                name: `triage ${attack}`,
                model: 'claude-haiku-4-5',
                system: `${attack} ${version}`,
              })),
            },
          ],
        },
      },
    });
    const branch = 'feature/%0A-error-x-`b`-@acme';
    await world.github.commit({ branch, files: { [path]: pin(2) } });
    const { number } = await world.github.openPullRequest({ head: branch, title: attack, body: attack });

    const run = await world.run(number);

    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(JSON.parse(run.outputs['pins'] ?? '')).toMatchObject([{ path, verdict: 'blocked' }]);
    const errors = run.log.split(/\r\n|\r|\n/).filter((line) => line.startsWith('::error'));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('file=prompts/%250A%3A%3Aerror%3A%3Ax @acme <b>/pinned-version.yml,line=3::');
    for (const text of [world.comments(number)[0] ?? '', run.summary]) {
      const bare = bareOf(text).replace(/\]\([^)\n]*\)/g, ']');
      expect(bare).not.toMatch(/<(?:script|img|b)>/i);
      expect(bare).not.toMatch(/@acme/);
    }
  });

  it('does not come out on a public repository: replies stay in the organisation', async () => {
    const secret = 'the-customer-is-jane-doe';
    const model = createScriptModel(
      script({ 2: { 'B-1': { reply: { team: secret } }, 'B-2': { reply: `Not JSON, ${secret}` } } }),
    );
    const world = await startWorld({ model, github: { private: false } });
    const number = await world.bump(2);
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
    const report = await run.readFile('pin-gate-report/report.json');
    for (const text of [
      world.comments(number)[0],
      run.summary,
      run.log,
      report,
      JSON.stringify(run.outputs),
    ]) {
      expect(text).not.toContain(secret);
    }
  });

  it('does not come out there either when it is quoted as the reason of an error', async () => {
    const secret = 'the-customer-is-jane-doe';
    const prose = Object.fromEntries(
      ['B-1', 'B-2', 'B-3', 'A-1', 'A-2'].map((id) => [id, { reply: secret }]),
    );
    const world = await startWorld({
      model: createScriptModel(script({ 1: prose, 2: prose })),
      github: { private: false },
    });
    const number = await world.bump(2);
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    const report = await run.readFile('pin-gate-report/report.json');
    for (const text of [world.comments(number)[0], run.summary, run.log, report]) {
      expect(text).not.toContain(secret);
    }
  });

  it('cannot be a policy that hangs the gate or a file that is no file', async () => {
    const world = await startWorld();
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nfixtures: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`;
    const run = await world.run(await world.propose({ [gatePath]: bomb }));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.durationMs).toBeLessThan(5_000);
  });

  it('cannot hide a pin behind a symbolic link', async () => {
    const world = await startWorld();
    const number = await world.propose({ 'prompts/triage/elsewhere.txt': pin(1) });
    await world.github.commit({
      branch: 'change',
      files: { [pinPath]: { content: 'elsewhere.txt', mode: '120000' } },
    });
    const run = await world.run(number);
    // Otherwise the next pull request could change the other file, and no pin would seem to have changed.
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toContain('symbolic link');
  });

  it('cannot hide a pin behind a folder that is a link', async () => {
    const world = await startWorld();
    const gone = { [pinPath]: null, [gatePath]: null, [ticketsPath]: null };
    const number = await world.propose({ ...gone, 'live/version.txt': pin(2) });
    await world.github.commit({
      branch: 'change',
      files: { 'prompts/triage': { content: '../live', mode: '120000' } },
    });
    const run = await world.run(number);
    // It would pass as a pin that was removed.
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toContain('a pin behind it would go unseen. Keep pins in folders of this repository.');
  });
});
