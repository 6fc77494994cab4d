import { z } from 'zod';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import type { Repository } from '../../domain/repository.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';
import { encodePath } from './encodePath.ts';
import { findLinks } from './findLinks.ts';
import { readTree } from './readTree.ts';
import { toServiceError } from './toServiceError.ts';

const commitSchema = z.object({ sha: z.string() });
const tooLargeSchema = z.object({
  response: z.object({
    data: z.object({ errors: z.array(z.object({ code: z.literal('too_large') })).min(1) }),
  }),
});

/**
 * Files by GitHub's API, each read at most once per commit. A file may have 100 MB, which is GitHub's limit.
 *
 * A symbolic link, a directory or a submodule in place of a file is a `GateError`, as in a local repository. GitHub
 * would follow a link without a word; but then a pin could be made a link in one pull request, which changes
 * nothing, and what it leads to be changed in the next one, which touches no pin.
 */
export function createGitHubRepository(octokit: Octokit, owner: string, repo: string): Repository {
  const reads = new Map<string, Promise<Uint8Array | undefined>>();
  const lists = new Map<string, Promise<readonly string[]>>();
  const commits = new Map<string, Promise<unknown>>();
  const links = new Map<string, Promise<ReadonlySet<string>>>();
  const name = `${owner}/${repo}`;

  /** Without this, a token that may not read contents would turn every file into a missing one. */
  const assertReadable = (commit: string): Promise<unknown> =>
    remember(commits, commit, () =>
      ask(
        { purpose: `read commit ${commit.slice(0, 10)} of ${name}`, permission: 'contents: read' },
        commitSchema,
        () => octokit.rest.git.getCommit({ owner, repo, commit_sha: commit }),
      ),
    );

  const fetchFile = async (commit: string, path: string): Promise<Uint8Array | undefined> => {
    const call = {
      purpose: `read ${path} of ${name} at ${commit.slice(0, 10)}`,
      permission: 'contents: read',
    };
    try {
      const { data, headers } = await octokit.request(
        `GET /repos/{owner}/{repo}/contents/${encodePath(path)}`,
        {
          owner,
          repo,
          ref: commit,
          headers: { accept: 'application/vnd.github.raw+json' },
          // Octokit would decode some contents as text, and would give a body that broke off as an empty file.
          request: { parseSuccessResponseBody: false },
        },
      );
      // Directories, submodules and links that lead nowhere have no raw form: GitHub describes them in JSON.
      if (/^application\/json\b/i.test(String(headers['content-type'] ?? ''))) {
        throw new GateError({
          file: path,
          message: `expected a file at ${commit.slice(0, 10)}, but it is a directory, a submodule or a symbolic link that leads to no file.`,
        });
      }
      return await readBody(data);
    } catch (error) {
      if (tooLargeSchema.safeParse(error).success) {
        throw new GateError({
          file: path,
          message: 'is larger than 100 MB, which is the most that GitHub’s API gives. Split the file.',
        });
      }
      const translated = toServiceError(error, call);
      if (!(translated instanceof ServiceError) || translated.kind !== 'not-found') throw translated;
      await assertReadable(commit);
      return undefined;
    }
  };

  /** One listing for all files of a folder, asked for while the file itself is on its way. */
  const linksBeside = (commit: string, path: string): Promise<ReadonlySet<string>> => {
    const plainFolder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const folder = plainFolder === '' ? '' : encodePath(plainFolder);
    return remember(links, `${commit}:${plainFolder}`, () =>
      findLinks(octokit, { owner, repo, commit }, { folder, plainFolder }),
    );
  };

  const readRegularFile = async (commit: string, path: string): Promise<Uint8Array | undefined> => {
    assertInside(path);
    const [file, beside] = await Promise.all([fetchFile(commit, path), linksBeside(commit, path)]);
    if (file !== undefined && beside.has(path.slice(path.lastIndexOf('/') + 1))) {
      throw new GateError({
        file: path,
        message: `expected a regular file at ${commit.slice(0, 10)}, but it is a symbolic link: put the file itself there.`,
      });
    }
    return file;
  };

  return {
    read: async (commit, path) => {
      assertCommitId(commit);
      return remember(reads, `${commit}:${path}`, () => readRegularFile(commit, path));
    },
    list: async (commit) => {
      assertCommitId(commit);
      return remember(lists, commit, async () => {
        const entries = await readTree(octokit, owner, repo, commit);
        return entries.filter(({ type }) => type === 'blob').map(({ path }) => path);
      });
    },
  };
}

function remember<T>(memory: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

/** A name could be a branch, which may move between two reads. */
function assertCommitId(commit: string): void {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) {
    throw new GateError(`Expected the full id of a commit, got ${quote(commit)}.`);
  }
}

/** A segment `..` would lead the request to another part of the API; no git tree has one. */
function assertInside(path: string): void {
  if (path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new GateError(
      `Expected a path inside the repository, without empty or dotted parts, got ${quote(path)}.`,
    );
  }
}

async function readBody(body: unknown): Promise<Uint8Array> {
  if (body === null || body === undefined) return new Uint8Array();
  if (!(body instanceof ReadableStream)) throw new Error('the answer has no readable body');
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) throw new Error('the answer’s body is not made of bytes');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
