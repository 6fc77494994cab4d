import type { Repository } from '../entities.ts';
import type { DiffFile } from '../git/diffTrees.ts';
import type { Schema } from '../http/openapi.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { encodePath } from './common.ts';

/** A changed file; `sha` is the head commit that its links name. There is no `patch`. */
export function renderDiffEntry(
  world: World,
  repository: Repository,
  sha: string,
  file: DiffFile,
): Schema<'diff-entry'> {
  const html = `${world.addresses.server}/${fullNameOf(repository)}`;
  const path = encodePath(file.path);
  return {
    sha: file.oid,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${html}/blob/${sha}/${path}`,
    raw_url: `${html}/raw/${sha}/${path}`,
    contents_url: `${world.addresses.api}/repos/${fullNameOf(repository)}/contents/${path}?ref=${sha}`,
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  };
}
