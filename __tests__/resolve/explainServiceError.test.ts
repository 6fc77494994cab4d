import { describe, expect, it } from '@jest/globals';
import type { KeySource } from '../../src/domain/keySource.ts';
import { ServiceError, type ServiceErrorKind } from '../../src/domain/serviceError.ts';
import { explainAgentError } from '../../src/resolve/explainAgentError.ts';
import { explainServiceError } from '../../src/resolve/explainServiceError.ts';

const failure = (kind: ServiceErrorKind, keySource: KeySource) =>
  new ServiceError('Managed Agents', kind, 'No.', { keySource });

describe('explainServiceError', () => {
  it.each<[ServiceErrorKind, KeySource, string]>([
    ['unauthorized', 'workflow', 'the secret that the workflow passes as the input `anthropic-api-key`.'],
    ['unauthorized', 'terminal', 'mistyped or revoked: set `ANTHROPIC_API_KEY` to one that holds.'],
    ['forbidden', 'workflow', 'The key in the input `anthropic-api-key` lacks a permission'],
    ['forbidden', 'terminal', 'The key in `ANTHROPIC_API_KEY` lacks a permission'],
  ])('names the key of what is %s where a %s has it', (kind, source, words) => {
    const sentence = explainServiceError(failure(kind, source), 'go on');
    expect(sentence).toContain(words);
    expect(sentence.includes('workflow') || sentence.includes('input')).toBe(source === 'workflow');
  });

  it('says what to look at where an answer cannot be read, and blames no agent for it', () => {
    const unread = new ServiceError('Managed Agents', 'invalid', 'Unreadable.', { status: 200 });
    const sentence =
      'Could not go on (Managed Agents answered 200: "Unreadable."). Check what stands behind `anthropic-base-url`, and ' +
      'whether there is a newer Pin Gate.';
    expect(explainServiceError(unread, 'go on')).toBe(sentence);
    expect(explainAgentError('candidate', 'agent_x', unread, 'go on')).toBe(sentence);
  });

  it('does so where an agent is not there', () => {
    expect(explainAgentError('candidate', 'agent_x', failure('not-found', 'terminal'), 'go on')).toContain(
      "check the id, and that the key in `ANTHROPIC_API_KEY` belongs to the agent's workspace.",
    );
  });
});
