import { posix } from 'node:path';
import { z } from 'zod';
import { authorOf } from '../actions/lookUp.ts';
import { putFile } from '../actions/putFile.ts';
import type { Schema } from '../http/openapi.ts';
import { notFound, Problem } from '../http/problem.ts';
import { readBody } from '../http/readBody.ts';
import { type ApiRequest, accepts, json, type Route, raw, route } from '../http/route.ts';
import { renderGitCommit } from '../render/commit.ts';
import { base64Lines, encodePath } from '../render/common.ts';
import { fullNameOf } from '../store.ts';
import { resolveCommit } from './resolveCommit.ts';
import { tooLarge } from './tooLarge.ts';

/** What GitHub lists of one folder. */
const longestFolder = 1000;

const person = z.object({ name: z.string(), email: z.string() });

const writing = z.object({
  message: z.string(),
  content: z.string(),
  sha: z.string().optional(),
  branch: z.string().optional(),
  author: person.optional(),
  committer: person.optional(),
});

/** Files and folders by their path. */
export const contentsRoutes: readonly Route[] = [
  route('get', '/repos/{owner}/{repo}/contents/{path}', {
    docs: 'repos/contents#get-repository-content',
    needs: [['contents', 'read']],
    async handle(request) {
      const { world, repository } = request;
      const ref = request.query('ref') || repository.defaultBranch;
      const commit = await resolveCommit(world, repository, ref);
      if (commit === undefined) throw notFound(`No commit found for the ref ${ref}`);
      const path = request.param('path').replace(/\/+$/, '');
      const entry = await world.git.entry(commit.tree, path);
      if (entry === undefined) throw notFound();

      if (entry.mode === '040000') return json(await renderFolder(request, ref, path, entry.oid));
      if (entry.mode === '160000') {
        return json({ ...place(request, ref, path, entry.oid, 'submodule'), submodule_git_url: '' });
      }
      const found = await readBlob(request, entry.oid);
      if (entry.mode !== '120000') return file(request, ref, path, entry.oid, found);

      // A symbolic link to a file of the repository is answered with that file.
      const target = found.toString('utf8');
      const followed = await world.git.entry(commit.tree, posix.join(posix.dirname(path), target));
      if (followed?.mode.startsWith('100') === true) {
        return file(request, ref, path, followed.oid, await readBlob(request, followed.oid));
      }
      return json({ ...place(request, ref, path, entry.oid, 'symlink'), size: found.length, target });
    },
  }),

  route('put', '/repos/{owner}/{repo}/contents/{path}', {
    docs: 'repos/contents#create-or-update-file-contents',
    needs: [['contents', 'write']],
    async handle(request) {
      const { world, repository } = request;
      const body = await readBody(request, writing);
      // Writing is refused to requests without a token before they come here.
      if (request.token === undefined) throw new Problem(401, 'Requires authentication');
      const path = request.param('path');
      const branch = body.branch ?? repository.defaultBranch;
      const bytes = readBase64(body.content);
      const { commit: oid, isNew } = await putFile(world, repository, {
        path,
        branch,
        content: bytes,
        message: body.message,
        sha: body.sha,
        author: body.author ?? body.committer ?? authorOf(request.token.login),
      });
      const commit = await world.git.commit(oid);
      const entry = await world.git.entry(commit?.tree ?? '', path);
      if (commit === undefined || entry === undefined) throw notFound();
      const content = {
        ...place(request, branch, path, entry.oid, 'file'),
        size: bytes.length,
        download_url: downloadUrl(request, branch, path),
      };
      return json(
        { content, commit: renderGitCommit(world, repository, commit) },
        { status: isNew ? 201 : 200 },
      );
    },
  }),
];

/** Line breaks are allowed in it, as in what GitHub hands out. @throws Problem 422 for anything else. */
function readBase64(text: string): Buffer {
  const plain = text.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) throw new Problem(422, 'content is not valid Base64');
  return Buffer.from(plain, 'base64');
}

async function readBlob(request: ApiRequest, oid: string): Promise<Buffer<ArrayBuffer>> {
  const object = await request.world.git.object(oid);
  if (object === undefined) throw notFound();
  if (object.content.length > request.world.limits.blobBytes) throw tooLarge();
  return object.content;
}

function file(request: ApiRequest, ref: string, path: string, oid: string, content: Buffer<ArrayBuffer>) {
  if (accepts(request, 'raw')) return raw(content, 'application/vnd.github.raw+json; charset=utf-8', oid);
  const inline = content.length <= request.world.limits.inlineBytes;
  return json({
    ...place(request, ref, path, oid, 'file'),
    size: content.length,
    content: inline ? base64Lines(content) : '',
    encoding: inline ? 'base64' : 'none',
  });
}

async function renderFolder(
  request: ApiRequest,
  ref: string,
  folder: string,
  tree: string,
): Promise<Schema<'content-directory'>> {
  const entries = await request.world.git.list(tree, false);
  return entries.slice(0, longestFolder).map((entry) => {
    const path = folder === '' ? entry.path : `${folder}/${entry.path}`;
    const type =
      entry.type === 'tree'
        ? ('dir' as const)
        : entry.mode === '120000'
          ? ('symlink' as const)
          : ('file' as const);
    return { ...place(request, ref, path, entry.oid, type), size: entry.size ?? 0 };
  });
}

function downloadUrl({ world, repository }: ApiRequest, ref: string, path: string): string {
  return `${world.addresses.server}/${fullNameOf(repository)}/raw/${encodePath(ref)}/${encodePath(path)}`;
}

type Kind = 'file' | 'dir' | 'symlink' | 'submodule';

function place<K extends Kind>(request: ApiRequest, ref: string, path: string, oid: string, type: K) {
  const { world, repository } = request;
  const fullName = fullNameOf(repository);
  const kind = type === 'dir' ? 'tree' : 'blob';
  const self = `${world.addresses.api}/repos/${fullName}/contents/${encodePath(path)}?ref=${encodeURIComponent(ref)}`;
  const git = `${world.addresses.api}/repos/${fullName}/git/${kind}s/${oid}`;
  const html = `${world.addresses.server}/${fullName}/${kind}/${encodePath(ref)}/${encodePath(path)}`;
  return {
    type,
    name: posix.basename(path),
    path,
    sha: oid,
    size: 0,
    url: self,
    git_url: git,
    html_url: html,
    download_url: type === 'dir' || type === 'submodule' ? null : downloadUrl(request, ref, path),
    _links: { self, git, html },
  };
}
