import { describe, expect, it } from '@jest/globals';
import { type EvaluationSubject, identifyEvaluation } from '../../src/memory/identifyEvaluation.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';
import { makeFixture } from '../helpers/factories/makeFixture.ts';
import { makePin, makePolicy } from '../helpers/factories/makePinResult.ts';

const baseline = makePin({ agent: 'agent_x', version: 2 });
const candidate = makeAgentVersion({ version: 3, system: 'Be short.' });
const fixtures = ['F-1', 'F-2', 'F-3'].map((id) => makeFixture({ id }));
const subject: EvaluationSubject = {
  path: 'p/pinned-version.yml',
  baseline,
  candidate,
  policy: makePolicy(),
  fixtures,
};
const identify = (parts: Partial<EvaluationSubject> = {}) => identifyEvaluation({ ...subject, ...parts });
const [first = makeFixture(), ...rest] = fixtures;

describe('identifyEvaluation', () => {
  it.each<[string, Partial<EvaluationSubject>]>([
    ['the pin', { path: 'q/pinned-version.yml' }],
    ['the baseline’s version', { baseline: { ...baseline, version: 1 } }],
    ['the baseline’s agent', { baseline: { ...baseline, agent: 'agent_y' } }],
    ['that there is no baseline', { baseline: undefined }],
    ['the candidate’s agent', { candidate: { ...candidate, agent: 'agent_y' } }],
    ['the candidate’s prompt', { candidate: { ...candidate, system: 'Be long.' } }],
    ['the candidate’s model', { candidate: { ...candidate, model: { id: 'claude-sonnet-5' } } }],
    ['the message', { policy: makePolicy({ message: '{{body}}' }) }],
    ['the form of the reply', { policy: makePolicy({ reply: 'text' }) }],
    ['what is graded', { policy: makePolicy({ expect: { team: 'ignore-case' } }) }],
    ['the groups', { policy: makePolicy({ 'group-by': 'priority' }) }],
    ['the rule', { policy: makePolicy({ policy: { rule: 'any-drop' } }) }],
    ['a floor', { policy: makePolicy({ policy: { 'min-score': { billing: 0.6 } } }) }],
    ['tools', { policy: makePolicy({ tools: 'run' }) }],
    ['the deadline', { policy: makePolicy({ limits: { 'timeout-seconds': 30 } }) }],
    ['the environment', { policy: makePolicy({ environment: 'env_1' }) }],
    ['a fixture less', { fixtures: rest }],
    ['a fixture’s id', { fixtures: [{ ...first, id: 'F-9' }, ...rest] }],
    ['a fixture’s team', { fixtures: [{ ...first, team: 'somebody' }, ...rest] }],
    ['a fixture’s text', { fixtures: [{ ...first, fields: { ...first.fields, body: 'else' } }, ...rest] }],
  ])('is another one when %s is another', (_, parts) => {
    expect(identify(parts)).not.toBe(identify());
  });

  it.each<[string, Partial<EvaluationSubject>]>([
    ['the candidate’s number and times', { candidate: { ...candidate, version: 9, updatedAt: 'later' } }],
    [
      'our mark in its metadata',
      { candidate: { ...candidate, metadata: { 'pin-gate-digest': 'sha256:0' } } },
    ],
    ['the order of the fixtures', { fixtures: fixtures.toReversed() }],
    [
      'the files and lines that they are in',
      { fixtures: fixtures.map((one) => ({ ...one, file: 'x', line: 9 })) },
    ],
    ['what reports show', { policy: makePolicy({ show: { replies: 'yes' } }) }],
    [
      'how fast and how dear it may be',
      { policy: makePolicy({ limits: { concurrency: 2, 'max-cost-usd': 1 } }) },
    ],
    ['what a rollback takes', { policy: makePolicy({ rollback: 'evaluate' }) }],
    ['the agent file’s name', { policy: makePolicy({ 'agent-file': 'x.agent.yaml' }) }],
  ])('is the same whatever %s', (_, parts) => {
    expect(identify(parts)).toBe(identify());
  });

  it('is thirty-two hexadecimal digits, as the comment keeps them', () => {
    expect(identify()).toMatch(/^[0-9a-f]{32}$/);
  });
});
