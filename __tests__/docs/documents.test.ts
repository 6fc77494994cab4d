/** The documents name files, commands, inputs and keys: what they name has to be there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { policySchema } from '../../src/domain/policy.ts';
import { outputs } from '../../src/report/outputs.ts';
import { REPORT_FILES } from '../../src/report/reportFiles.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Files that a document tells its reader to write: they are not ours. */
const readersOwn = new Set([
  '.github/workflows/pin-gate.yml',
  '.github/workflows/pin-gate-calibrate.yml',
  '.github/workflows/pin-gate-confirm.yml',
  '.github/workflows/pin-gate-rollback.yml',
  '.github/CODEOWNERS',
]);

const ignored = new Set([
  'node_modules',
  '.git',
  '.stryker-tmp',
  'dist',
  'lib',
  'golden',
  'coverage',
  'results',
  'preview',
]);

function listDocuments(folder = '.'): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listDocuments(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** Links to this repository, and what stands in backticks and begins with one of our folders. */
function listNamedPaths(document: string): string[] {
  const text = read(document);
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/i.test(target))
    .map((target) => join(dirname(document), target));
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  const quoted = [...prose.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) => /^[\w.@/-]+$/.test(code))
    .filter(
      (code) =>
        folders.some((folder) => code.startsWith(`${folder}/`)) || /^[\w.-]+\.(?:mjs|json|md)$/.test(code),
    );
  return [...new Set([...links, ...quoted])].filter((path) => !readersOwn.has(path));
}

/** A name without a folder may be that of a file beside the document, or of one that a run writes. */
const written = new Set(['report.json', 'report.html', 'calibration.json']);
const isThere = (document: string, path: string) =>
  written.has(path) || existsSync(join(root, path)) || existsSync(join(root, dirname(document), path));

const documents = listDocuments().map((path) => relative('.', path).replaceAll('\\', '/'));

describe('the documents', () => {
  it('are all there', () => {
    expect(documents).toEqual(
      expect.arrayContaining([
        'CHANGELOG.md',
        'CONTRIBUTING.md',
        'README.md',
        'SECURITY.md',
        'docs/architecture.md',
      ]),
    );
  });

  it.each(documents)('%s names only paths that exist', (document) => {
    expect(listNamedPaths(document).filter((path) => !isThere(document, path))).toEqual([]);
  });

  it('find a path that does not exist', () => {
    expect(listNamedPaths('docs/architecture.md')).toContain('src/gate.ts');
    expect(isThere('README.md', 'src/nothing/there.ts')).toBe(false);
  });

  it.each(documents)('%s names only npm scripts that exist', (document) => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const named = [...read(document).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('README.md', () => {
  const table = read('README.md').matchAll(/^\| `([\w.-]+)` \| (?:`([^`]*)`)?/gm);
  const rows = new Map([...table].map(([, key = '', value]) => [key, value]));

  it('lists every key of gate.yml, with its default', () => {
    const policy = policySchema.parse({ fixtures: 'tickets.jsonl' });
    const flat = Object.entries(policySchema.shape).flatMap(([key]) => {
      const value = (policy as Record<string, unknown>)[key];
      const isSection =
        ['policy', 'show', 'limits'].includes(key) && typeof value === 'object' && value !== null;
      return isSection
        ? Object.entries(value).map(([name, inner]) => [`${key}.${name}`, inner])
        : [[key, value]];
    });
    for (const [key, value] of flat as [string, unknown][]) {
      expect([...rows.keys()]).toContain(key);
      if (['string', 'number'].includes(typeof value) && key !== 'message')
        expect(rows.get(key)).toBe(String(value));
    }
  });
});

describe('action.yml', () => {
  const action = z
    .object({
      inputs: z.record(z.string(), z.object({ description: z.string().min(20) })),
      outputs: z.record(z.string(), z.object({ description: z.string().min(20) })),
      runs: z.object({ using: z.literal('node24'), main: z.literal('dist/index.js') }),
      branding: z.object({ icon: z.string(), color: z.string() }),
    })
    .parse(parse(read('action.yml')));

  it('describes the inputs that are read, and no other', () => {
    const named = [
      ...read('src/config/inputs.ts').matchAll(/(?:getInput|readSecret|readChoice)\('([\w-]+)'/g),
    ];
    expect(Object.keys(action.inputs).toSorted()).toEqual(
      [...new Set(named.map(([, name]) => name))].toSorted(),
    );
  });

  it('describes the outputs that are set, and no other', () => {
    const result = {
      verdict: 'skipped',
      change: undefined,
      pins: [],
      problems: [],
      warnings: [],
      startedAt: 0,
      durationMs: 0,
    } as const;
    const files = REPORT_FILES.map(({ output }) => output);
    const set = [...Object.keys(outputs(result)), ...files, 'comment-url', 'pull-request-url'];
    expect(Object.keys(action.outputs).toSorted()).toEqual(set.toSorted());
  });
});
