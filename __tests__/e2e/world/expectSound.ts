import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ManagedAgents } from '../../../emulator/managed-agents/createManagedAgents.ts';
import type { ActionRun } from '../../../emulator/runner/runAction.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const action = z
  .object({ outputs: z.record(z.string(), z.unknown()) })
  .parse(parse(readFileSync(join(root, 'action.yml'), 'utf8')));
const isReport = new Ajv2020({ formats: { 'date-time': true } }).compile(
  z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(join(root, 'schemas/report.schema.json'), 'utf8'))),
);

const words = new Map([
  ['passed', /Passed/],
  ['pending', /Evaluated and good|Nothing to evaluate/],
  ['blocked', /Blocked/],
  ['error', /Could not evaluate/],
  ['skipped', /Skipped/],
]);

/** Outputs that no run of the gate has. */
const otherModes: readonly string[] = ['pull-request-url'];

/** Workflow commands that the Action itself has a use for. */
const commands = /^::(?:add-mask|group|endgroup|error|warning|notice)(?: |::)/;

/**
 * What every run that ends by itself must keep, whatever it was about:
 *
 * - the exit code is 0 exactly when the verdict is `passed` or `skipped`; all outputs of action.yml are there, but those of other modes;
 * - the report is valid against its published schema and says the same verdict;
 * - the job summary is written, and starts with the verdict in words;
 * - no secret is in the log (but where it is masked), the summary, the report, an output or a comment;
 * - nothing in the log starts a workflow command that is not the Action's own;
 * - every session is archived.
 */
export async function expectSound(
  run: ActionRun,
  world: {
    readonly secrets: readonly string[];
    readonly comments: readonly string[];
    /** Of this run and of those that are over. */
    readonly sessions: ReturnType<ManagedAgents['sessions']>;
  },
): Promise<void> {
  const { outputs, log, summary } = run;
  const verdict = outputs['verdict'] ?? 'none';
  const isGreen = verdict === 'passed' || verdict === 'skipped';
  expect({ verdict, exitCode: run.exitCode, log }).toEqual({ verdict, exitCode: isGreen ? 0 : 1, log });
  expect(Object.keys(outputs).toSorted()).toEqual(
    Object.keys(action.outputs)
      .filter((name) => !otherModes.includes(name))
      .toSorted(),
  );

  const reportText = await run.readFile(outputs['report'] ?? '');
  const report: unknown = JSON.parse(reportText);
  isReport(report);
  expect(isReport.errors ?? []).toEqual([]);
  expect(report).toMatchObject({ verdict });

  expect(summary.split('\n').find((line) => line.startsWith('#'))).toMatch(words.get(verdict) ?? /^never$/);

  const lines = log.split(/\r\n|\r|\n/);
  for (const secret of world.secrets.filter((one) => one !== '')) {
    const open = lines.filter((line) => line !== `::add-mask::${secret}`);
    expect(lines).toContain(`::add-mask::${secret}`);
    for (const text of [...open, summary, reportText, ...Object.values(outputs), ...world.comments]) {
      expect(text).not.toContain(secret);
    }
  }
  const foreign = lines.filter((line) => /^\s*(?:::|##\[)/.test(line) && !commands.test(line));
  expect(foreign).toEqual([]);
  expect(world.sessions.filter(({ archived }) => !archived)).toEqual([]);
}
