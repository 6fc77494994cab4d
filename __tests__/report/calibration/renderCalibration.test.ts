import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';
import type { CalibrationResult } from '../../../src/domain/calibration.ts';
import { calibrationAnnotations } from '../../../src/report/calibration/calibrationAnnotations.ts';
import { calibrationSchema } from '../../../src/report/calibration/calibrationSchema.ts';
import { renderCalibrationJson } from '../../../src/report/calibration/renderCalibrationJson.ts';
import { renderCalibrationMarkdown } from '../../../src/report/calibration/renderCalibrationMarkdown.ts';
import { renderCalibrationSchema } from '../../../src/report/calibration/renderCalibrationSchema.ts';
import { renderCalibrationTerminal } from '../../../src/report/calibration/renderCalibrationTerminal.ts';
import { expectGolden } from '../../helpers/expectGolden.ts';
import {
  makeCalibration,
  makeCalibrationResult,
  makePasses,
  makePinCalibration,
  makeSimulation,
  makeTeam,
} from '../../helpers/factories/makeCalibration.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { listAddresses, listElements, RENDERERS } from '../renderHtml.ts';
import * as scenarios from './scenarios.ts';

const context = makeReportContext();
const all: readonly (readonly [string, () => CalibrationResult])[] = [
  ['calm', scenarios.calm],
  ['harsh', scenarios.harsh],
  ['stopped', scenarios.stopped],
  ['several-pins', scenarios.severalPins],
  ['hostile', scenarios.hostile],
];

describe('a calibration as a reader sees it', () => {
  it.each(all)('in the job summary: %s', (name, make) => {
    expectGolden(`calibration-${name}.md`, renderCalibrationMarkdown(make(), context));
  });

  it.each([
    ['calm', scenarios.calm],
    ['several-pins', scenarios.severalPins],
    ['hostile', scenarios.hostile],
  ] as const)('in a terminal: %s', (name, make) => {
    expectGolden(`calibration-${name}.txt`, renderCalibrationTerminal(make()));
  });

  it('colours the headline only when asked to', () => {
    const [plain, coloured] = [false, true].map((color) =>
      renderCalibrationTerminal(scenarios.calm(), { color }),
    );
    expect(plain).not.toContain('\u001b');
    expect(coloured).toMatch(/^\u001b\[1m📏 Of 5 runs .*\u001b\[0m\n/);
  });

  it('never gives a verdict', () => {
    for (const [, make] of all.slice(0, 4)) {
      for (const text of [renderCalibrationMarkdown(make(), context), renderCalibrationTerminal(make())])
        expect(text).not.toMatch(/[✅❌]|Passed|Blocked:/);
    }
  });
});

describe('hostile texts in a calibration', () => {
  it.each(RENDERERS)('are no elements and lead nowhere, as %s reads the summary', (_, render) => {
    const ours = renderCalibrationMarkdown(scenarios.hostile(), context);
    const html = render(ours);
    const elements = new Set(listElements(html).map((name) => name.replace('/', '')));
    for (const foreign of ['script', 'img', 'h1', 'input', 'b', 's', 'em', 'svg'])
      expect([foreign, elements.has(foreign) && !['em'].includes(foreign)]).toEqual([foreign, false]);
    expect(listAddresses(html).filter((address) => !address.startsWith('https://github.com/acme/'))).toEqual(
      [],
    );
    expect(ours).not.toContain('<!-- pin-gate -->');
  });

  it('start no workflow command and move no cursor in a terminal', () => {
    const text = renderCalibrationTerminal(scenarios.hostile());
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toContain('##[');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  });

  it('are one line each in annotations, of which there are not too many', () => {
    const annotations = calibrationAnnotations(scenarios.hostile());
    expect(annotations).toHaveLength(50);
    for (const { level, message } of annotations)
      expect([level, /[\n\r]/.test(message)]).toEqual(['error', false]);
  });
});

describe('calibration.json', () => {
  const validate = new Ajv2020({ formats: { 'date-time': true } }).compile(
    z.record(z.string(), z.unknown()).parse(JSON.parse(renderCalibrationSchema())),
  );

  it.each(all)('is valid against its schema: %s', (_, make) => {
    const json: unknown = JSON.parse(renderCalibrationJson(make()));
    validate(json);
    expect(validate.errors ?? []).toEqual([]);
    expect(calibrationSchema.parse(json)).toEqual(json);
  });

  it('has its schema published', () => {
    const path = join(import.meta.dirname, '..', '..', '..', 'schemas', 'calibration.schema.json');
    expect(readFileSync(path, 'utf8').replaceAll('\r\n', '\n')).toBe(renderCalibrationSchema());
  });

  it('says whether it is whole', () => {
    const complete = ([, make]: (typeof all)[number]) =>
      calibrationSchema.parse(JSON.parse(renderCalibrationJson(make()))).complete;
    expect(all.map(complete)).toEqual([true, true, false, false, false]);
  });

  it('cannot start a workflow command', () => {
    const lines = renderCalibrationJson(scenarios.hostile()).split(/\r\n|\r|\n/);
    expect(lines.filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  });
});

describe('the size of a summary', () => {
  it('stays within what GitHub takes, for 200 pins of 100 teams with 2,000 flaky fixtures', () => {
    const name = '🎫'.repeat(60);
    const teams = Array.from({ length: 100 }, (_, index) => makeTeam({ team: `${index}${name}` }));
    const fixtures = Array.from({ length: 2000 }, (_, index) =>
      makePasses({ id: `${index}${name}`, right: 5 }),
    );
    const calibration = makeCalibration({ fixtures, simulation: makeSimulation({ teams }) });
    const pins = Array.from({ length: 200 }, (_, index) =>
      makePinCalibration({ path: `prompts/${index}/pinned-version.yml`, calibration }),
    );
    const text = renderCalibrationMarkdown(makeCalibrationResult({ pins }), context);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000);
    expect(text).toContain('all of them are in `calibration.json`');
  });
});
