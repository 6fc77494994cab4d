import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ReportSink } from '../../domain/reportSink.ts';

/**
 * Report files in `folder`, relative to the current one. The folder is made if it is missing, and keeps itself out of
 * git then: a check leaves no change behind that could be committed. Paths are given back as `folder` was given.
 */
export function createFileSink(folder: string): Pick<ReportSink, 'writeReport'> {
  return {
    async writeReport(name, text) {
      const place = resolve(folder);
      const isNew = (await mkdir(place, { recursive: true })) !== undefined;
      if (isNew) await writeFile(join(place, '.gitignore'), '*\n');
      await writeFile(join(place, name), text);
      return join(folder, name);
    },
  };
}
