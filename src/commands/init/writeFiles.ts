import type { Workspace } from '../../domain/workspace.ts';
import type { PlannedFile } from './plan.ts';

export interface WriteResult {
  readonly written: readonly string[];
  /** The files that could not be written, and why, as the end of a sentence about each. */
  readonly left: readonly { readonly path: string; readonly why: string }[];
}

/** Writes every file that can be written: one that failed takes no other with it, since each can be mended by hand. */
export async function writeFiles(workspace: Workspace, files: readonly PlannedFile[]): Promise<WriteResult> {
  const written: string[] = [];
  const left: { path: string; why: string }[] = [];
  for (const { path, text } of files) {
    try {
      if (await workspace.create(path, text)) written.push(path);
      else left.push({ path, why: 'appeared in the meantime and was left as it is' });
    } catch (error) {
      left.push({
        path,
        why: `could not be written (${error instanceof Error ? error.message : String(error)})`,
      });
    }
  }
  return { written, left };
}
