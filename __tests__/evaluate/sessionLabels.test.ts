import { describe, expect, it } from '@jest/globals';
import {
  isOfPin,
  isOfRun,
  labelSession,
  type SessionPurpose,
  titleSession,
} from '../../src/evaluate/sessionLabels.ts';
import type { PinPlan } from '../../src/domain/evaluation.ts';
import type { Side } from '../../src/domain/trial.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';
import { makeFixture } from '../helpers/makeFixture.ts';
import { makePlan } from '../helpers/makePlan.ts';
import { makePolicy } from '../helpers/makePolicy.ts';

const long = 'x'.repeat(600);
const run = { id: '1-1', repository: 'octo/triage' };

function purposeOf(id: string, pin = 'a.yml', trials = 1, phase: SessionPurpose['phase'] = 'first') {
  const plan = makePlan({ pin, policy: makePolicy({ policy: { trials } }) });
  const fixture = makeFixture({ id });
  return { plan, fixture, side: 'baseline' as const, version: 3, phase, trial: 1, attempt: 2 };
}

describe('labelSession', () => {
  it('stays inside the limits of the service', () => {
    const labels = Object.entries(labelSession(purposeOf(long, long), { id: long, repository: long }));
    expect(labels.length).toBeLessThanOrEqual(16);
    for (const [key, value] of labels) {
      expect(key.length).toBeLessThanOrEqual(64);
      expect(value.length).toBeLessThanOrEqual(512);
    }
  });

  it('tells a first trial from a fresh one of the same number', () => {
    const labelled = (phase: SessionPurpose['phase']) =>
      labelSession(purposeOf('TKT-1', 'a.yml', 2, phase), run);
    expect(labelled('first')['pin-gate-trial']).toBe('1');
    expect(labelled('fresh')['pin-gate-trial']).toBe('fresh-1');
    expect({ ...labelled('fresh'), 'pin-gate-trial': '1' }).toEqual(labelled('first'));
  });

  it('says of which draft a session is, on the candidate alone', () => {
    const purpose = purposeOf('TKT-1');
    const candidate = makeAgentVersion({
      metadata: { 'pin-gate-digest': `sha256:${'0123456789abcdef'.repeat(4)}` },
    });
    const plan = { ...purpose.plan, candidate, overrides: { system: 'New.' } };
    const label = (side: Side, parts: Partial<PinPlan>) =>
      labelSession({ ...purpose, side, plan: { ...plan, ...parts } }, run)['pin-gate-draft'];
    expect(label('candidate', {})).toBe('0123456789abcdef');
    expect(label('baseline', {})).toBeUndefined();
    expect(label('candidate', { overrides: undefined })).toBeUndefined();
    expect(label('candidate', { candidate: makeAgentVersion() })).toBeUndefined();
  });

  it('cuts no character in half', () => {
    const labels = labelSession(purposeOf(`${'x'.repeat(511)}😀`), run);
    expect(labels['pin-gate-fixture']).toBe('x'.repeat(511));
  });

  it('is recognised again, long names included', () => {
    const labels = labelSession(purposeOf('TKT-1', long), run);
    expect(isOfPin(labels, 'octo/triage', long)).toBe(true);
    expect(isOfPin(labels, 'octo/triage', 'other.yml')).toBe(false);
    expect(isOfPin(labels, 'octo/other', long)).toBe(false);
    expect(isOfPin({ ...labels, 'pin-gate': 'calibrate' }, 'octo/triage', long)).toBe(false);
    expect(isOfRun(labels, run)).toBe(true);
    expect(isOfRun(labels, { ...run, id: '1-2' })).toBe(false);
    expect(isOfRun(labels, { ...run, repository: 'octo/other' })).toBe(false);
    expect(isOfRun({}, run)).toBe(false);
  });
});

describe('titleSession', () => {
  it('names fixture, side and version, and the trial when there are several', () => {
    expect(titleSession(purposeOf('TKT-1'))).toBe('Pin Gate: TKT-1 on baseline v3');
    expect(titleSession(purposeOf('TKT-1', 'a.yml', 3))).toBe('Pin Gate: TKT-1 on baseline v3, trial 2');
    expect(titleSession(purposeOf(long)).length).toBe(200);
  });

  it('calls a draft a draft, and names the version under it', () => {
    const purpose = purposeOf('TKT-1');
    const plan = { ...purpose.plan, overrides: { system: 'New.' } };
    expect(titleSession({ ...purpose, side: 'candidate', plan })).toBe(
      'Pin Gate: TKT-1 on candidate draft over v3',
    );
    expect(titleSession({ ...purpose, plan })).toBe('Pin Gate: TKT-1 on baseline v3');
  });

  it('says which re-run it was, whatever the number of first trials', () => {
    const title = 'Pin Gate: TKT-1 on baseline v3, run again 2';
    expect(titleSession(purposeOf('TKT-1', 'a.yml', 1, 'fresh'))).toBe(title);
    expect(titleSession(purposeOf('TKT-1', 'a.yml', 3, 'fresh'))).toBe(title);
    expect(titleSession(purposeOf(long, 'a.yml', 1, 'fresh')).length).toBe(200);
  });
});
