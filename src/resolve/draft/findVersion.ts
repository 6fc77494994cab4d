import type { AgentConfig, AgentVersion, VersionPage } from '../../domain/agent.ts';
import type { AgentDraft } from '../../domain/agentDraft.ts';
import type { DraftPin } from '../../domain/pin.ts';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { callService } from '../callService.ts';
import { explainAgentError } from '../explainAgentError.ts';
import { explainArchived } from '../explainArchived.ts';
import type { ResolveContext } from '../resolveVersions.ts';
import { fillInEffort } from './fillInEffort.ts';
import { findOwnDigest } from './findOwnDigest.ts';
import { isDescribed } from './isDescribed.ts';
import { isMadeAsDescribed } from './isMadeAsDescribed.ts';
import { placeOn } from './placeOn.ts';
import { refuseOn } from './refuseOn.ts';

/** Pages of a hundred: of an agent with more versions the oldest are not looked at, and one of them made anew. */
const MOST_PAGES = 20;

export type FindContext = Pick<ResolveContext, 'service' | 'clock' | 'signal'>;

/** What the agent's versions say about a draft. */
export interface FoundVersion {
  /** The newest version that is what the agent file describes. */
  readonly match: AgentVersion | undefined;
  readonly newest: AgentVersion;
  /** Newest first: all of them, or down to the page with the match. */
  readonly all: readonly AgentVersion[];
  /** The draft's configuration, with what the versions tell about the service's defaults. */
  readonly config: AgentConfig;
}

/**
 * Looks for the version that an agent file describes among all versions of the pin's agent. One is it when its
 * configuration is exactly the file's, or when Pin Gate made it from a file that says the same.
 * Throws a `GateError` on the pin's version when the agent cannot be read, is archived or does not exist.
 */
export async function findVersion(
  pin: DraftPin,
  draft: AgentDraft,
  context: FindContext,
): Promise<FoundVersion> {
  const { service, clock, signal } = context;
  const all: AgentVersion[] = [];
  let page: string | undefined;
  for (let read = 0; read < MOST_PAGES; read += 1) {
    const here = page;
    const list = await ask(pin, () =>
      callService(() => service.versions(pin.agent, here, signal), clock, signal),
    );
    all.push(...list.versions);
    all.sort((a, b) => b.version - a.version);
    page = list.next;
    if (page === undefined || findMatch(draft, all) !== undefined) break;
  }
  const [newest] = all;
  if (newest === undefined) {
    const message = `Managed Agents lists no version of agent ${quote(pin.agent)}: check what stands behind \`anthropic-base-url\`.`;
    throw new GateError(placeOn(pin, message));
  }
  refuseOn(pin, explainArchived('candidate', newest));
  return { match: findMatch(draft, all), newest, all, config: fillInEffort(draft, all) };
}

function findMatch(draft: AgentDraft, versions: readonly AgentVersion[]): AgentVersion | undefined {
  const filledIn = { ...draft, config: fillInEffort(draft, versions) };
  return versions.find(
    (version, index) =>
      isDescribed(draft, version) ||
      isDescribed(filledIn, version) ||
      (findOwnDigest(version, versions[index + 1]) === draft.digest && isMadeAsDescribed(draft, version)),
  );
}

async function ask(pin: DraftPin, list: () => Promise<VersionPage>): Promise<VersionPage> {
  try {
    return await list();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const task = `list the versions of agent ${quote(pin.agent)}`;
    throw new GateError(placeOn(pin, explainAgentError('candidate', pin.agent, error, task)));
  }
}
