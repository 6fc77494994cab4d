import type { Repository } from '../entities.ts';
import type { Commit, Signature } from '../git/parseObjects.ts';
import type { Schema } from '../http/openapi.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { isoTime, nodeId } from './common.ts';
import { renderUser } from './user.ts';

/** A commit as the repository endpoints show it, without its files. */
export function renderCommit(world: World, repository: Repository, commit: Commit): Schema<'commit'> {
  const url = `${world.addresses.api}/repos/${fullNameOf(repository)}`;
  return {
    sha: commit.oid,
    node_id: nodeId('C', commit.oid),
    url: `${url}/commits/${commit.oid}`,
    html_url: htmlUrl(world, repository, commit.oid),
    comments_url: `${url}/commits/${commit.oid}/comments`,
    commit: {
      url: `${url}/git/commits/${commit.oid}`,
      author: renderSignature(commit.author),
      committer: renderSignature(commit.committer),
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      verification: unsigned(),
    },
    author: renderUser(world, commit.author.name),
    committer: renderUser(world, commit.committer.name),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: htmlUrl(world, repository, sha),
    })),
  };
}

/** A commit as the git database endpoints show it. */
export function renderGitCommit(world: World, repository: Repository, commit: Commit): Schema<'git-commit'> {
  const url = `${world.addresses.api}/repos/${fullNameOf(repository)}/git`;
  return {
    sha: commit.oid,
    node_id: nodeId('C', commit.oid),
    url: `${url}/commits/${commit.oid}`,
    html_url: htmlUrl(world, repository, commit.oid),
    author: renderSignature(commit.author),
    committer: renderSignature(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${url}/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: htmlUrl(world, repository, sha),
    })),
    verification: unsigned(),
  };
}

function renderSignature(signature: Signature) {
  return { name: signature.name, email: signature.email, date: isoTime(signature.date) };
}

function htmlUrl(world: World, repository: Repository, sha: string): string {
  return `${world.addresses.server}/${fullNameOf(repository)}/commit/${sha}`;
}

function unsigned() {
  return { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };
}
