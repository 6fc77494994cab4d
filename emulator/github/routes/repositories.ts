import { page } from '../http/paginate.ts';
import { notFound } from '../http/problem.ts';
import { json, type Route, route } from '../http/route.ts';
import { renderCommit } from '../render/commit.ts';
import { renderRepository } from '../render/repository.ts';
import { fullNameOf } from '../store.ts';

/** The repository itself and its branches. */
export const repositoryRoutes: readonly Route[] = [
  route('get', '/repos/{owner}/{repo}', {
    docs: 'repos/repos#get-a-repository',
    handle: ({ world, repository }) => json(renderRepository(world, repository)),
  }),

  route('get', '/repos/{owner}/{repo}/branches', {
    docs: 'branches/branches#list-branches',
    needs: [['contents', 'read']],
    async handle(request) {
      const { world, repository } = request;
      const refs = await world.git.refs(repository.heads);
      return page(request, refs, (ref) => ({
        name: ref.name.slice(repository.heads.length),
        commit: {
          sha: ref.oid,
          url: `${world.addresses.api}/repos/${fullNameOf(repository)}/commits/${ref.oid}`,
        },
        protected: false,
      }));
    },
  }),

  route('get', '/repos/{owner}/{repo}/branches/{branch}', {
    docs: 'branches/branches#get-a-branch',
    needs: [['contents', 'read']],
    async handle(request) {
      const { world, repository } = request;
      const name = request.param('branch');
      const commit = await world.git.commit(repository.heads + name);
      if (commit === undefined) throw notFound('Branch not found');
      const url = `${world.addresses.api}/repos/${fullNameOf(repository)}/branches/${encodeURIComponent(name)}`;
      return json({
        name,
        commit: renderCommit(world, repository, commit),
        _links: {
          self: url,
          html: `${world.addresses.server}/${fullNameOf(repository)}/tree/${name}`,
        },
        protected: false,
        protection: { enabled: false },
        protection_url: `${url}/protection`,
      });
    },
  }),
];
