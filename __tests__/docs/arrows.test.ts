import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');

/** Each line is an import that the architecture forbids: the file, and what it must not name. */
const forbidden = [
  ['src/domain/a.ts', '../config/readPin.ts'],
  ['src/domain/agentConfig/a.ts', '../../config/readPin.ts'],
  ['src/domain/agentConfig/b.ts', '@actions/core'],
  ['src/domain/b.ts', '@actions/core'],
  ['src/domain/c.ts', 'node:fs'],
  ['src/config/a.ts', '../report/escape.ts'],
  ['src/config/b.ts', '@actions/core'],
  ['src/config/inputs.ts', '../gate.ts'],
  ['src/find/a.ts', '../config/readPin.ts'],
  ['src/resolve/a.ts', '../adapters/clock.ts'],
  ['src/evaluate/a.ts', '../decide/decide.ts'],
  ['src/evaluate/b.ts', 'node:http'],
  ['src/evaluate/grade/a.ts', '../../report/escape.ts'],
  ['src/evaluate/grade/b.ts', '@anthropic-ai/sdk'],
  ['src/evaluate/grade/deep/a.ts', '../../../decide/decide.ts'],
  ['src/decide/a.ts', '../evaluate/queue.ts'],
  ['src/report/a.ts', '../gate.ts'],
  ['src/report/b.ts', '../../emulator/github/createGitHub.ts'],
  ['src/brand-new-folder/a.ts', '../evaluate/queue.ts'],
  ['src/adapters/a.ts', '../evaluate/queue.ts'],
  ['src/adapters/github/a.ts', '../../report/escape.ts'],
  ['src/adapters/github/b.ts', '../../../emulator/github/createGitHub.ts'],
  ['src/gate.ts', './adapters/clock.ts'],
  ['src/publish.ts', './main.ts'],
  ['src/commands/a.ts', '../adapters/clock.ts'],
  ['src/commands/b.ts', '@actions/core'],
  ['src/commands/c.ts', '../modes/gateMode.ts'],
  ['src/commands/d.ts', '../cli/checkCommand.ts'],
  ['src/publishCalibration.ts', './commands/calibrate.ts'],
  ['src/publishConfirmation.ts', './commands/confirm.ts'],
  ['src/toProblems.ts', './modes/describeContext.ts'],
  ['src/writeReports.ts', './cli/identifyRun.ts'],
  ['src/find/b.ts', '../modes/gateMode.ts'],
  ['src/report/html/a.ts', '../../cli/checkCommand.ts'],
  ['src/adapters/b.ts', '../modes/surroundings.ts'],
  ['src/adapters/github/c.ts', '../../cli/identifyRun.ts'],
  ['src/index.ts', './modes/gateMode.ts'],
  ['src/main.ts', '../emulator/github/createGitHub.ts'],
  ['src/modes/a.ts', '../cli/checkCommand.ts'],
  ['src/modes/b.ts', '../cli.ts'],
  ['src/modes/c.ts', '../main.ts'],
  ['src/modes/d.ts', '../../emulator/github/createGitHub.ts'],
  ['src/modes/e.ts', '@actions/core'],
  ['src/modes/f.ts', '../commands/calibrationRuns.ts'],
  ['src/modes/g.ts', '../commands/confirm/confirmPin.ts'],
  ['src/modes/deep/a.ts', '../../cli/checkCommand.ts'],
  ['src/cli.ts', '@actions/core'],
  ['src/cli/a.ts', '@actions/core'],
  ['src/cli/b.ts', '../modes/gateMode.ts'],
  ['src/cli/c.ts', '../main.ts'],
  ['src/cli/d.ts', '../cli.ts'],
  ['src/cli/deep/a.ts', '../../modes/gateMode.ts'],
  ['emulator/github/a.ts', '../../src/domain/pin.ts'],
  ['emulator/github/routes/a.ts', '../../../src/domain/pin.ts'],
] as const;

/** And what it allows, so that the rule is no wall. */
const allowed = [
  ['src/domain/ok.ts', './problem.ts'],
  ['src/domain/agentConfig/ok.ts', '../problem.ts'],
  ['src/config/ok.ts', '../domain/problem.ts'],
  ['src/evaluate/grade/ok.ts', '../queue.ts'],
  ['src/evaluate/grade/ok2.ts', '../../domain/problem.ts'],
  ['src/adapters/github/ok.ts', '@actions/github'],
  ['src/adapters/git/ok.ts', 'node:child_process'],
  ['src/brand-new-folder/ok.ts', '../domain/problem.ts'],
  ['src/modes/ok.ts', '../adapters/clock.ts'],
  ['src/modes/ok2.ts', '../commands/calibrate.ts'],
  ['src/modes/ok2b.ts', '../commands/confirm.ts'],
  ['src/modes/ok3.ts', './describeContext.ts'],
  ['src/modes/ok4.ts', '../gate.ts'],
  ['src/cli/ok.ts', '../adapters/clock.ts'],
  ['src/cli/ok2.ts', '../../emulator/startEmulators.ts'],
  ['src/cli/ok3.ts', '../commands/calibrate.ts'],
  ['src/cli/ok4.ts', './identifyRun.ts'],
  ['emulator/github/ok.ts', 'node:http'],
] as const;

const diagnosticsSchema = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.unknown() }) })),
});

describe('the lint rule that holds the arrows', () => {
  it('reports every forbidden import and no allowed one', () => {
    const copy = mkdtempSync(join(tmpdir(), 'pin-gate-arrows-'));
    try {
      for (const file of ['biome.json', '.gitignore']) copyFileSync(join(root, file), join(copy, file));
      for (const [path, specifier] of [...forbidden, ...allowed]) {
        mkdirSync(dirname(join(copy, path)), { recursive: true });
        writeFileSync(join(copy, path), `export * from '${specifier}';\n`);
      }
      const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
      const run = spawnSync(
        process.execPath,
        [biome, 'lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=json', '.'],
        { cwd: copy, encoding: 'utf8' },
      );
      const { diagnostics } = diagnosticsSchema.parse(JSON.parse(run.stdout));
      const reported = diagnostics.map(({ category, location }) => {
        expect(category).toBe('lint/style/noRestrictedImports');
        return JSON.stringify(location.path).match(/(?:src|emulator)\/[^"]*/)?.[0];
      });
      expect(reported.toSorted()).toEqual(forbidden.map(([path]) => path).toSorted());
      expect(run.status).toBe(1);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('is an error, not a warning, wherever it is set', () => {
    const levels = readFileSync(join(root, 'biome.json'), 'utf8').matchAll(
      /"noRestrictedImports": \{\s*"level": "(\w+)"/g,
    );
    expect(new Set([...levels].map(([, level]) => level))).toEqual(new Set(['error']));
  });
});
