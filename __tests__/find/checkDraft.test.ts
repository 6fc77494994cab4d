import { describe, expect, it } from '@jest/globals';
import type { Change } from '../../src/domain/change.ts';
import type { EvaluatedPinChange } from '../../src/domain/pin.ts';
import { checkDraft } from '../../src/find/checkDraft.ts';

const place = { path: 'pin.yml', agent: 'agent_x', versionLine: 3 };
const baseline = { ...place, version: 1 };
const drafted: EvaluatedPinChange = {
  ...{ kind: 'drafted', path: 'pin.yml', baseline },
  candidate: { ...place, version: 'next' },
};
const change = (kind: Change['kind']): Change => ({
  ...{ kind, base: 'base', baseName: 'main', head: 'head', files: [], fromFork: false },
});

describe('checkDraft', () => {
  it('keeps `version: next` out of a merge queue', () => {
    expect(checkDraft(drafted, change('merge-group'))).toEqual({
      file: 'pin.yml',
      line: 3,
      message: expect.stringContaining('`version: next` cannot be merged'),
    });
  });

  it('lets a pull request and a local check ask for it', () => {
    expect(checkDraft(drafted, change('pull-request'))).toBeUndefined();
    expect(checkDraft(drafted, change('local'))).toBeUndefined();
  });

  it('has nothing to say about numbers', () => {
    const bumped: EvaluatedPinChange = {
      ...{ kind: 'bumped', path: 'pin.yml', baseline },
      candidate: { ...baseline, version: 2 },
    };
    expect(checkDraft(bumped, change('merge-group'))).toBeUndefined();
  });
});
