import type { AgentParams } from '../domain/agent.ts';
import { DIGEST_KEY } from '../domain/agentDraft.ts';
import { isJsonRecord } from '../domain/isJsonRecord.ts';

/** A file that was written from the answers of the service may have it, and only a version can bear it. */
export function withoutOurMark(params: AgentParams): AgentParams {
  const { metadata } = params;
  if (!isJsonRecord(metadata) || !Object.hasOwn(metadata, DIGEST_KEY)) return params;
  const { [DIGEST_KEY]: _, ...own } = metadata;
  return { ...params, metadata: own };
}
