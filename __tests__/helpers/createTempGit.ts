import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A git repository in a temporary folder, with nothing of the machine's configuration. */
export interface TempGit {
  readonly root: string;
  /** Runs git and gives its output, trimmed. */
  git(...args: string[]): string;
  write(path: string, text: string | Uint8Array): void;
  /** Commits everything and gives the commit's id. */
  commit(message: string): string;
  remove(): void;
}

export function createTempGit(): TempGit {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'pin-gate-git-')));
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: join(root, '.git', 'no-such-file'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ana',
    GIT_AUTHOR_EMAIL: 'ana@example.com',
    GIT_COMMITTER_NAME: 'Ana',
    GIT_COMMITTER_EMAIL: 'ana@example.com',
  };
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, ...args], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  git('init', '-q', '-b', 'main');
  git('config', 'core.autocrlf', 'false');
  return {
    root,
    git,
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    commit: (message) => {
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
