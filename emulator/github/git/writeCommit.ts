import { type GitPlace, runGit } from './runGit.ts';

/** A file's new content; the mode is that of a plain file unless said otherwise. */
export type FileContent =
  | string
  | Uint8Array
  | { readonly content: string | Uint8Array; readonly mode: '100644' | '100755' | '120000' };

export interface CommitPlan {
  /** The full name of the ref that is to point to the commit. */
  readonly ref: string;
  /** The commit that this one follows; undefined for the first one. */
  readonly parent: string | undefined;
  /** Old path to new path; done before anything else. */
  readonly renames: Readonly<Record<string, string>>;
  /** Path (with `/`) to content; null deletes. */
  readonly files: Readonly<Record<string, FileContent | null>>;
  readonly message: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Milliseconds since the epoch. */
  readonly date: number;
}

/**
 * Writes blobs, trees and the commit and moves the ref, in one process, whatever the number of files.
 * Returns the commit's oid.
 */
export async function writeCommit(place: GitPlace, plan: CommitPlan): Promise<string> {
  const who = `${plan.author.name} <${plan.author.email}> ${Math.floor(plan.date / 1000)} +0000`;
  const parts: (string | Uint8Array)[] = [
    `commit ${plan.ref}\nmark :1\nauthor ${who}\ncommitter ${who}\n`,
    ...data(plan.message),
    plan.parent === undefined ? '' : `from ${plan.parent}\n`,
  ];
  for (const [from, to] of Object.entries(plan.renames)) parts.push(`R ${quote(from)} ${quote(to)}\n`);
  for (const [path, file] of Object.entries(plan.files)) {
    if (file === null) {
      parts.push(`D ${quote(path)}\n`);
      continue;
    }
    const plain = typeof file === 'string' || file instanceof Uint8Array;
    parts.push(`M ${plain ? '100644' : file.mode} inline ${quote(path)}\n`);
    parts.push(...data(plain ? file : file.content));
  }
  parts.push('\nget-mark :1\ndone\n');
  // --force: a branch may be moved to a commit that does not follow its tip, as a forced push does.
  const output = await runGit(place, ['fast-import', '--quiet', '--force', '--done', '--date-format=raw'], {
    input: Buffer.concat(parts.map((part) => Buffer.from(part))),
  });
  return output.toString('latin1').trim();
}

function data(content: string | Uint8Array): (string | Uint8Array)[] {
  const bytes = Buffer.from(content);
  return [`data ${bytes.length}\n`, bytes, '\n'];
}

/** git's C-style quoting, in which any name but one with a NUL can be written. */
function quote(path: string): string {
  if (path === '' || path.includes('\0'))
    throw new Error(`not a path in a repository: ${JSON.stringify(path)}`);
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
