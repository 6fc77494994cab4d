import { describe, expect, it } from '@jest/globals';
import type { ConfirmationResult } from '../../../src/domain/confirmation.ts';
import { confirmationAnnotations } from '../../../src/report/confirmation/confirmationAnnotations.ts';
import { confirmationHeadline } from '../../../src/report/confirmation/confirmationHeadline.ts';
import { confirmationOutputs } from '../../../src/report/confirmation/confirmationOutputs.ts';
import { renderConfirmationLog } from '../../../src/report/confirmation/renderConfirmationLog.ts';
import { renderConfirmationMarkdown } from '../../../src/report/confirmation/renderConfirmationMarkdown.ts';
import { expectGolden } from '../../helpers/expectGolden.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { listAddresses, listElements, RENDERERS } from '../renderHtml.ts';
import * as scenarios from './scenarios.ts';

const { makePin, makePromotion, makeResult } = scenarios;
const context = makeReportContext();
const all: readonly (readonly [string, () => ConfirmationResult])[] = [
  ['promoted', scenarios.promoted],
  ['unchanged', scenarios.unchanged],
  ['scheduled', scenarios.scheduled],
  ['several', scenarios.several],
  ['broken', scenarios.broken],
  ['failed', scenarios.failed],
];

describe('a confirmation as a reader sees it', () => {
  it.each(all)('in the job summary: %s', (name, make) => {
    expectGolden(`confirmation-${name}.md`, renderConfirmationMarkdown(make(), context));
  });

  it('tells of a branch that is new, and says nothing of a comparison that failed', () => {
    const pins = [makePin('triage', 3)];
    const first = makeResult(pins, { push: { branch: 'release', before: undefined }, isCompared: false });
    expect(renderConfirmationMarkdown(first, context)).toContain(
      'The branch `release` is new, so there is nothing to compare its pins with.',
    );
    const unknown = renderConfirmationMarkdown(makeResult(pins, { isCompared: false }), context);
    expect(unknown).not.toMatch(/changed|compare/);
  });

  it('has no links where it is not known where to', () => {
    const text = renderConfirmationMarkdown(scenarios.promoted(), {});
    expect(text).not.toContain('](');
    expect(text).toContain('`bbbbbbb...aaaaaaa`');
  });

  it('never looks like a verdict of the gate', () => {
    for (const [, make] of all)
      expect(renderConfirmationMarkdown(make(), context)).not.toMatch(
        /✅|Passed|Blocked|Skipped|pin-gate -->/,
      );
  });
});

describe('the first line', () => {
  const pushed = (...pins: readonly Parameters<typeof makePin>[]) =>
    confirmationHeadline(makeResult(pins.map((pin) => makePin(...pin))));

  it.each([
    [
      pushed(['x', 3, { promotion: makePromotion('bumped', 2) }]),
      'Promoted: `prompts/x` now runs version 3 (was 2)',
    ],
    [
      pushed(['x', 2, { promotion: makePromotion('rolled-back', 3) }]),
      'Rolled back: `prompts/x` now runs version 2 (was 3)',
    ],
    [
      pushed(['x', 1, { promotion: makePromotion('moved-agent', 3) }]),
      'Moved to another agent: `prompts/x` now runs version 1 of `agent_x` (was version 3 of `agent_triage`)',
    ],
    [
      pushed(['x', 1, { promotion: { ...makePromotion('added', 1), from: undefined } }]),
      'New: `prompts/x` runs version 1',
    ],
    [
      pushed(['x', 1, { promotion: { ...makePromotion('mended', 1), from: undefined } }]),
      'Mended: `prompts/x` runs version 1 (could not be read before)',
    ],
    [
      pushed(['x', 1, { promotion: { ...makePromotion('renamed', 1), previousPath: 'was.yml' } }]),
      'Renamed: `prompts/x` runs version 1 as before (it was `was.yml`)',
    ],
    [
      pushed(
        ['x', 3, { promotion: makePromotion('bumped', 2) }],
        ['y', 2, { promotion: makePromotion('rolled-back', 3) }],
        ['z', 4, { promotion: makePromotion('bumped', 3) }],
        ['new', 1, { promotion: { ...makePromotion('added', 1), from: undefined } }],
        ['same', 1],
      ),
      '2 promoted, 1 rolled back, 1 new: `prompts/x` 2 → 3, `prompts/z` 3 → 4, `prompts/y` 3 → 2, and 1 more',
    ],
    [pushed(['x', 1]), '`prompts/x` names a version that can be run: 1'],
    [pushed(['x', 1], ['y', 1]), 'Both pins name versions that can be run'],
    [pushed(['x', 1], ['y', 1], ['z', 2], ['a', 3]), 'All 4 pins name versions that can be run'],
  ])('%j', (headline, expected) => {
    expect(headline).toBe(expected);
  });

  it('tells of a pin that is gone', () => {
    const { pin } = makePin('gone', 2);
    const removed = [{ path: 'prompts/gone/pinned-version.yml', pin }];
    expect(confirmationHeadline(makeResult([makePin('x', 1)], { removed }))).toBe(
      'Removed: `prompts/gone` (it pinned version 2)',
    );
  });

  it('is about what is wrong before all else', () => {
    expect(confirmationHeadline(scenarios.broken())).toBe(
      '2 of 4 pins cannot be run: `prompts/archived`, `prompts/draft`; 1 of 4 pins could not be confirmed: `prompts/unsure`: ' +
        'Could not confirm version 3 of agent "agent_unsure" (Managed Agents answered 529)',
    );
    expect(confirmationHeadline(scenarios.failed())).toBe(
      'Could not confirm the pins: The input `anthropic-api-key` is empty, so nothing can be evaluated',
    );
    const [archived] = scenarios.broken().pins;
    expect(confirmationHeadline({ ...scenarios.broken(), problems: [{ message: 'No key.' }] })).toBe(
      '2 of 4 pins cannot be run: `prompts/archived`, `prompts/draft`; could not confirm the pins: No key',
    );
    expect(confirmationHeadline(makeResult(archived === undefined ? [] : [archived]))).toBe(
      'Cannot be run: `prompts/archived`: The pin\'s agent "agent_archived" was archived at 2026-08-01T00:00:00Z',
    );
  });

  it('calls a pin by its file where the folder does not tell', () => {
    const path = 'pinned-version.yml';
    const pin = makePin('x', 1, { path });
    expect(confirmationHeadline(makeResult([pin]))).toContain('`pinned-version.yml` names');
    expect(confirmationHeadline(makeResult([{ ...pin, path: 'pins/triage.yml' }]))).toContain(
      '`pins/triage.yml`',
    );
  });
});

describe('annotations of a confirmation', () => {
  it('are errors on the lines of what is not confirmed, and warnings for drift', () => {
    const place = (name: string) => ({ file: `prompts/${name}/pinned-version.yml`, line: 2 });
    expect(confirmationAnnotations(scenarios.broken())).toMatchObject([
      { level: 'error', title: 'Pin Gate: cannot be run', ...place('archived') },
      { level: 'error', title: 'Pin Gate: cannot be run', ...place('draft') },
      { level: 'error', title: 'Pin Gate: could not confirm', ...place('unsure') },
      { level: 'warning', title: 'Pin Gate: drift', file: 'prompts/triage/triage.agent.yaml' },
    ]);
  });

  it('are none where all is well', () => {
    expect(confirmationAnnotations(scenarios.promoted())).toEqual([]);
  });

  it('put what has no place of its own on the pin', () => {
    const problems = [{ message: 'No.' }];
    const pin = makePin('x', 1, { state: 'broken', problems });
    expect(confirmationAnnotations(makeResult([pin]))[0]).toMatchObject({ file: pin.path, line: 2 });
  });
});

describe('the output of a confirmation', () => {
  it('has a row for each pin, and no verdict', () => {
    const result = makeResult([makePin('x', 3, { promotion: makePromotion('bumped', 2) }), makePin('y', 1)], {
      removed: [{ path: 'gone.yml', pin: undefined }],
    });
    const { pins, ...others } = confirmationOutputs(result);
    expect(others).toEqual({});
    expect(JSON.parse(pins ?? '')).toEqual([
      { path: 'gone.yml', agent: null, version: null, change: 'removed', state: 'removed' },
      {
        ...{ path: 'prompts/x/pinned-version.yml', agent: 'agent_x', version: 3 },
        ...{ change: 'bumped', state: 'confirmed' },
      },
      {
        ...{ path: 'prompts/y/pinned-version.yml', agent: 'agent_y', version: 1 },
        ...{ change: 'unchanged', state: 'confirmed' },
      },
    ]);
  });

  it('leaves open what changed where nothing was compared', () => {
    const { pins } = confirmationOutputs(scenarios.scheduled());
    expect(JSON.parse(pins ?? '')).toMatchObject([{ change: null, state: 'confirmed' }]);
  });
});

describe('hostile texts in a confirmation', () => {
  it.each(RENDERERS)('are no elements and lead nowhere, as %s reads the summary', (_, render) => {
    const ours = renderConfirmationMarkdown(scenarios.hostile(), context);
    const html = render(ours);
    const elements = new Set(listElements(html).map((name) => name.replace('/', '')));
    for (const foreign of ['script', 'img', 'h1', 'input', 'b', 's', 'svg'])
      expect([foreign, elements.has(foreign)]).toEqual([foreign, false]);
    expect(listAddresses(html).filter((address) => !address.startsWith('https://github.com/acme/'))).toEqual(
      [],
    );
    expect(ours).not.toContain('<!-- pin-gate -->');
  });

  it('start no workflow command in the log', () => {
    const text = renderConfirmationLog(scenarios.hostile());
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toContain('##[');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  });

  it('are one line each in annotations, of which there are not too many', () => {
    const annotations = confirmationAnnotations(scenarios.hostile());
    expect(annotations.length).toBeLessThanOrEqual(100);
    for (const { message } of annotations) expect(message).not.toMatch(/[\n\r]/);
  });

  it('are whole in the output', () => {
    const { pins } = confirmationOutputs(scenarios.hostile());
    expect(JSON.parse(pins ?? '')).toHaveLength(2 * scenarios.hostile().removed.length);
  });
});

describe('the size of a summary', () => {
  it('stays within what GitHub takes, for 20,000 pins that cannot be run', () => {
    const message = '🎫'.repeat(600);
    const pins = Array.from({ length: 20_000 }, (_, index) =>
      makePin(`${index}`, 3, {
        state: 'broken',
        promotion: makePromotion('bumped', 2),
        problems: [{ message }],
      }),
    );
    const text = renderConfirmationMarkdown(makeResult(pins), context);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_000_000);
    expect(text).toContain('more pins: the output `pins` has all of them.');
  });
});
