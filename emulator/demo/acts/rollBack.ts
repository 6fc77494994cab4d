import { exportSettings } from '../exportSettings.ts';
import { formatSeconds } from '../formatSeconds.ts';
import { merge } from '../merge.ts';
import { PIN } from '../places.ts';
import { runCli } from '../runCli.ts';
import { runGate } from '../runGate.ts';
import { runGitIn } from '../runGitIn.ts';
import { showComment } from '../showComment.ts';
import type { Stage } from '../stage.ts';

/** The last act: back to what was live before, while somebody waits for it. */
export async function rollBack(stage: Stage): Promise<void> {
  const { github, agents, clone, env } = stage;
  stage.act(
    'something is wrong in production; `pin-gate rollback` opens a pull request, which takes the fast lane',
  );
  const sessions = agents.sessions().length;
  const permissions = { contents: 'write', pull_requests: 'write' } as const;
  exportSettings(stage, {
    GITHUB_TOKEN: github.issueToken({ kind: 'user', permissions }),
    GITHUB_API_URL: github.url,
  });
  const started = performance.now();
  const reason = ['--reason', 'Since version 4 the desk waits for answers'];
  const service = ['--anthropic-base-url', agents.url];
  const { exitCode, text } = await runCli(stage, ['rollback', PIN, ...reason, ...service]);
  stage.quote(text, '│');
  stage.expect('the exit code of the command', exitCode, 0);
  const number = Number(/\/pull\/(\d+)/.exec(text)?.[1] ?? 0);

  stage.say('The check of that pull request:');
  await runGate(stage, number, { exitCode: 0, verdict: 'passed', version: 3 });
  stage.expect('the number of sessions', agents.sessions().length - sessions, 0);
  stage.say(
    `From the command to the green check it took ${formatSeconds(performance.now() - started)}, and no session: version 3 was live before.`,
  );
  showComment(stage, number, {
    keep: [/^### /, /Verified/, /was live on/, /^- from/, /When it was promoted/, /^\| Team/],
    says: ['rollback from version 4 to 3'],
  });
  await merge(stage, number, 3);

  await runGitIn(clone, env, ['pull', '--quiet']);
  stage.say('And what has production read, and since when? After a `git pull`:');
  const history = await runCli(stage, ['history', PIN, ...service]);
  stage.quote(history.text, '│');
  stage.expect('the exit code of the history', history.exitCode, 0);
}
