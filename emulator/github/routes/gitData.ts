import { z } from 'zod';
import { createRef, deleteRef, updateRef } from '../actions/writeRef.ts';
import { page } from '../http/paginate.ts';
import { notFound, Problem } from '../http/problem.ts';
import { readBody } from '../http/readBody.ts';
import { type ApiRequest, accepts, json, noContent, type Route, raw, route } from '../http/route.ts';
import { renderGitCommit } from '../render/commit.ts';
import { base64Lines, nodeId } from '../render/common.ts';
import { fullNameOf } from '../store.ts';
import { resolveCommit } from './resolveCommit.ts';
import { tooLarge } from './tooLarge.ts';

const needs = [['contents', 'read']] as const;
const write = [['contents', 'write']] as const;

const newRef = z.object({ ref: z.string(), sha: z.string() });
const movedRef = z.object({ sha: z.string(), force: z.boolean().default(false) });

/** The git database: refs, commits, trees, blobs. */
export const gitDataRoutes: readonly Route[] = [
  route('get', '/repos/{owner}/{repo}/git/ref/{ref}', {
    docs: 'git/refs#get-a-reference',
    needs,
    async handle(request) {
      return json(await readRef(request, `refs/${request.param('ref')}`));
    },
  }),

  route('get', '/repos/{owner}/{repo}/git/matching-refs/{ref}', {
    docs: 'git/refs#list-matching-references',
    needs,
    async handle(request) {
      const own = ownRefs(request);
      const refs = await request.world.git.refs(own + request.param('ref'));
      const visible = refs.filter((ref) => /^(heads|tags|pull)\//.test(ref.name.slice(own.length)));
      return page(request, visible, async (ref) => {
        const object = await request.world.git.object(ref.oid);
        return renderRef(request, ref.name.slice(own.length), ref.oid, object?.type ?? 'commit');
      });
    },
  }),

  route('post', '/repos/{owner}/{repo}/git/refs', {
    docs: 'git/refs#create-a-reference',
    needs: write,
    async handle(request) {
      const { ref, sha } = await readBody(request, newRef);
      await createRef(request.world, request.repository, ref, sha);
      const rendered = await readRef(request, ref);
      return json(rendered, { status: 201, headers: { location: rendered.url } });
    },
  }),

  route('patch', '/repos/{owner}/{repo}/git/refs/{ref}', {
    docs: 'git/refs#update-a-reference',
    needs: write,
    async handle(request) {
      const { sha, force } = await readBody(request, movedRef);
      const ref = `refs/${request.param('ref')}`;
      await updateRef(request.world, request.repository, ref, { sha, force });
      return json(await readRef(request, ref));
    },
  }),

  route('delete', '/repos/{owner}/{repo}/git/refs/{ref}', {
    docs: 'git/refs#delete-a-reference',
    needs: write,
    async handle(request) {
      await deleteRef(request.world, request.repository, `refs/${request.param('ref')}`);
      return noContent();
    },
  }),

  route('get', '/repos/{owner}/{repo}/git/commits/{commit_sha}', {
    docs: 'git/commits#get-a-commit-object',
    needs,
    async handle(request) {
      const { world, repository } = request;
      const sha = request.param('commit_sha');
      const commit = /^[0-9a-f]{40}$/.test(sha) ? await world.git.commit(sha) : undefined;
      if (commit === undefined) throw notFound();
      return json(renderGitCommit(world, repository, commit));
    },
  }),

  route('get', '/repos/{owner}/{repo}/git/trees/{tree_sha}', {
    docs: 'git/trees#get-a-tree',
    needs,
    async handle(request) {
      const { world, repository } = request;
      const name = request.param('tree_sha');
      const object = /^[0-9a-f]{40}$/.test(name) ? await world.git.object(name) : undefined;
      const commit = object?.type === 'tree' ? undefined : await resolveCommit(world, repository, name);
      const tree = object?.type === 'tree' ? object.oid : commit?.tree;
      if (tree === undefined) throw notFound();
      // Any value of `recursive` means yes, `0` and `false` included, as GitHub documents.
      const entries = await world.git.list(tree, request.query('recursive') !== undefined);
      const url = `${world.addresses.api}/repos/${fullNameOf(repository)}/git`;
      // Asked by commit or branch, GitHub gives the commit's name back as `sha`.
      const sha = commit?.oid ?? tree;
      return json({
        sha,
        url: `${url}/trees/${sha}`,
        tree: entries.slice(0, world.limits.treeEntries).map((entry) => ({
          path: entry.path,
          mode: entry.mode,
          type: entry.type,
          sha: entry.oid,
          ...(entry.size === undefined ? {} : { size: entry.size }),
          ...(entry.type === 'commit' ? {} : { url: `${url}/${entry.type}s/${entry.oid}` }),
        })),
        truncated: entries.length > world.limits.treeEntries,
      });
    },
  }),

  route('get', '/repos/{owner}/{repo}/git/blobs/{file_sha}', {
    docs: 'git/blobs#get-a-blob',
    needs,
    async handle(request) {
      const { world, repository } = request;
      const sha = request.param('file_sha');
      if (!/^[0-9a-f]{40}$/.test(sha)) {
        throw new Problem(422, 'The sha parameter must be exactly 40 characters and contain only [0-9a-f].');
      }
      const object = await world.git.object(sha);
      if (object?.type !== 'blob') throw notFound();
      const { content } = object;
      if (content.length > world.limits.blobBytes) throw tooLarge();
      if (accepts(request, 'raw')) return raw(content, 'application/vnd.github.raw; charset=utf-8', sha);
      return json({
        sha,
        node_id: nodeId('B', sha),
        size: content.length,
        url: `${world.addresses.api}/repos/${fullNameOf(repository)}/git/blobs/${sha}`,
        content: base64Lines(content),
        encoding: 'base64',
      });
    },
  }),
];

/** Where the repository's refs are: a fork's are kept apart in the same git repository. */
function ownRefs(request: ApiRequest): string {
  return request.repository.heads.replace(/heads\/$/, '');
}

/** A ref by its full name. */
async function readRef(request: ApiRequest, name: string) {
  const ref = name.slice('refs/'.length);
  const object = await request.world.git.object(ownRefs(request) + ref);
  if (object === undefined) throw notFound();
  return renderRef(request, ref, object.oid, object.type);
}

function renderRef(request: ApiRequest, ref: string, oid: string, type: string) {
  const url = `${request.world.addresses.api}/repos/${fullNameOf(request.repository)}/git`;
  return {
    ref: `refs/${ref}`,
    node_id: nodeId('REF', ref),
    url: `${url}/refs/${ref}`,
    object: { sha: oid, type, url: `${url}/${type}s/${oid}` },
  };
}
