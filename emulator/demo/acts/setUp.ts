import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportSettings } from '../exportSettings.ts';
import { AGENT_FILE, FOLDER, PIN } from '../places.ts';
import { runCli } from '../runCli.ts';
import { runGitIn } from '../runGitIn.ts';
import type { Stage } from '../stage.ts';
import { toCsv } from '../toCsv.ts';

/** What of the output is shown: what was found, the pin, and what was done. */
const SHOWN = /^(?:The column|On the service|New:|Made:)|^ {2}\| (?:agent|agent-file|version):/;

/**
 * The first act: everything that the gate needs, by one command. Returns the agent's id.
 */
export async function setUp(stage: Stage): Promise<string> {
  const { root, agents, github, clone, env } = stage;
  stage.act('`pin-gate init` makes the agent that a file describes, and writes what the gate needs');
  stage.say(
    `A clone of ${github.fullName} has one file, ${AGENT_FILE}: an agent that\n` +
      'says which team should work on a support ticket. The help desk has exported tickets.csv, 23 tickets with their teams.',
  );
  const tickets = await readFile(join(root, FOLDER, 'tickets.jsonl'), 'utf8');
  await writeFile(join(clone, 'tickets.csv'), toCsv(tickets));

  exportSettings(stage, { ANTHROPIC_API_KEY: 'demo-key' });
  const args = ['init', '--yes', '--folder', FOLDER, '--csv', 'tickets.csv'];
  const { exitCode, text } = await runCli(stage, [...args, '--anthropic-base-url', agents.url]);
  stage.quote(
    text
      .split('\n')
      .filter((line) => SHOWN.test(line))
      .join('\n'),
    '│',
  );
  stage.say('(Shortened: it shows what every file will say, and what is left to do.) The files go to main:');
  stage.expect('the exit code', exitCode, 0);
  const pin = await readFile(join(clone, PIN), 'utf8');
  stage.expectWords('the pin', pin, 'version: 1\n');
  const gate = await readFile(join(clone, FOLDER, 'gate.yml'), 'utf8');
  stage.expectWords('the policy', gate, 'agent-file: ticket-triage.agent.yaml\n');

  stage.say('  $ git add prompts .github && git commit -m "Gate the ticket triage" && git push');
  await runGitIn(clone, env, ['add', 'prompts', '.github']);
  await runGitIn(clone, env, ['commit', '--quiet', '-m', 'Gate the ticket triage']);
  await runGitIn(clone, env, ['push', '--quiet', 'origin', 'main']);
  return /^agent: (\S+)$/m.exec(pin)?.[1] ?? '';
}
