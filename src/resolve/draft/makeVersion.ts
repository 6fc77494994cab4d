import type { AgentVersion } from '../../domain/agent.ts';
import { listConfigDifferences } from '../../domain/agentConfig/listConfigDifferences.ts';
import { type AgentDraft, DIGEST_KEY } from '../../domain/agentDraft.ts';
import type { DraftPin } from '../../domain/pin.ts';
import { GateError, type Problem } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { callService } from '../callService.ts';
import { explainAgentError } from '../explainAgentError.ts';
import { joinWords } from '../joinWords.ts';
import { buildUpdate } from './buildUpdate.ts';
import { findOwnDigest } from './findOwnDigest.ts';
import { type FindContext, type FoundVersion, findVersion } from './findVersion.ts';
import { isDescribed } from './isDescribed.ts';
import { isMadeAsDescribed } from './isMadeAsDescribed.ts';
import { placeOn } from './placeOn.ts';
import { refuseFullMetadata } from './refuseFullMetadata.ts';

/** Pauses after calls that failed without a conflict, in milliseconds. */
const PAUSES = [500, 1000, 2000];
/** The most that is waited for a rate limit, in milliseconds. */
const LONGEST_WAIT = 60_000;

export interface MadeVersion {
  readonly version: AgentVersion;
  /** Whether somebody else made the same one at the same time. */
  readonly raced: boolean;
}

/**
 * Makes the version that an agent file describes out of the agent's newest, which was number `newest` when it was
 * looked for. The update names the version it is for, so that nobody's work is overwritten unseen: when another one
 * came first, the versions are looked at again, once. A call that failed may have taken effect, so no update is sent
 * again without a look either.
 *
 * Throws a `GateError` when somebody came first twice, the service does not take what the file describes, or what it
 * made is something else.
 */
export async function makeVersion(
  pin: DraftPin,
  draft: AgentDraft,
  newest: number,
  context: FindContext,
): Promise<MadeVersion> {
  refuseFullMetadata(draft);
  let current = await readNewest(pin, context);
  if (current.version !== newest) {
    const seen = await findVersion(pin, draft, context);
    if (seen.match !== undefined) return { version: seen.match, raced: true };
    current = seen.newest;
  }
  let conflicts = 0;
  let isUncertain = false;
  for (let failed = 0; ; ) {
    try {
      return { version: await update(pin, draft, current, context), raced: false };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error.kind === 'conflict') {
        conflicts += 1;
      } else {
        await pause(pin, draft, error, failed, context);
        failed += 1;
      }
      isUncertain ||= error.kind === 'unavailable';
      const seen = await findVersion(pin, draft, context);
      // After a call of whose effect nothing is known, it is most likely ours.
      if (seen.match !== undefined) return { version: seen.match, raced: !isUncertain };
      if (conflicts > 1) throw new GateError(placeOn(pin, explainConflict(pin, draft, seen)));
      current = seen.newest;
    }
  }
}

async function readNewest(pin: DraftPin, { service, clock, signal }: FindContext): Promise<AgentVersion> {
  try {
    return await callService(() => service.agent(pin.agent, signal), clock, signal);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const task = `read agent ${quote(pin.agent)}`;
    throw new GateError(placeOn(pin, explainAgentError('candidate', pin.agent, error, task)));
  }
}

async function update(
  pin: DraftPin,
  draft: AgentDraft,
  current: AgentVersion,
  { service, signal }: FindContext,
): Promise<AgentVersion> {
  const made = await service.updateAgent(pin.agent, current.version, buildUpdate(draft, current), signal);
  const isMarked = made.metadata[DIGEST_KEY] === draft.digest;
  if (isDescribed(draft, made) || (isMarked && isMadeAsDescribed(draft, made))) return made;
  const differs = joinWords(listConfigDifferences(draft.config, made));
  throw new GateError(
    placeOn(
      pin,
      `Managed Agents made version ${made.version} of agent ${quote(pin.agent)} from \`${draft.path}\`, but not as that ` +
        `describes it: ${differs === '' ? 'its mark' : differs} came out otherwise. Nothing was decided about it: compare ` +
        'the two in the Console, and change the file to what the service makes of it.',
    ),
  );
}

/** Waits before the next try; throws what the error means when there is none. */
async function pause(
  pin: DraftPin,
  draft: AgentDraft,
  error: ServiceError,
  failed: number,
  { clock, signal }: FindContext,
): Promise<void> {
  const least = PAUSES[failed];
  const wait = Math.max(least ?? 0, error.retryAfterMs ?? 0);
  const mayHelp = error.kind === 'unavailable' || error.kind === 'rate-limited';
  if (mayHelp && least !== undefined && wait <= LONGEST_WAIT) return clock.sleep(wait, signal);
  throw new GateError(explainFailure(pin, draft, error));
}

function explainFailure(pin: DraftPin, draft: AgentDraft, error: ServiceError): Problem {
  const task = `make a version of agent ${quote(pin.agent)} from \`${draft.path}\``;
  if (error.kind !== 'invalid' || error.isUnreadable)
    return placeOn(pin, explainAgentError('candidate', pin.agent, error, task));
  const status = error.status === undefined ? '' : `${error.status}, `;
  return {
    file: draft.path,
    message: `Managed Agents does not take what this file describes (${status}${quote(error.message, 300)}): mend the file.`,
  };
}

function explainConflict(pin: DraftPin, draft: AgentDraft, { newest, all }: FoundVersion): string {
  const isOurs = findOwnDigest(newest, all[1]) !== undefined;
  return (
    `No version was made from \`${draft.path}\`: agent ${quote(pin.agent)} was changed by somebody else meanwhile, twice. ` +
    `Version ${newest.version} came first, made at ${newest.updatedAt} ${isOurs ? 'by Pin Gate, from another agent file or another state of this one' : 'and not by Pin Gate'}. ` +
    'Run the check again when that is over.'
  );
}
