import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as core from '@actions/core';
import type { ReportSink } from '../../domain/reportSink.ts';

/**
 * The reports of a step on GitHub: files in `folder` (made if missing, relative to the workspace), the job
 * summary, annotations, outputs. Paths are given back as `folder` was given, so that a workflow can use
 * them as they are. `@actions/core` escapes what goes into workflow commands.
 */
export function createActionsSink(folder: string): ReportSink {
  return {
    async writeReport(name, text) {
      const place = resolve(process.env['GITHUB_WORKSPACE'] ?? process.cwd(), folder);
      await mkdir(place, { recursive: true });
      await writeFile(join(place, name), text);
      return join(folder, name);
    },
    async writeSummary(markdown) {
      await core.summary.addRaw(markdown, true).write({ overwrite: true });
    },
    annotate({ level, title, message, file, line }) {
      const properties = {
        title,
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { startLine: line }),
      };
      core[level](message, properties);
    },
    setOutput(name, value) {
      core.setOutput(name, value);
    },
  };
}
