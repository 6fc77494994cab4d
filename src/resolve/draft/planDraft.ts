import type { AgentVersion, SessionOverrides } from '../../domain/agent.ts';
import { type AgentDraft, DIGEST_KEY } from '../../domain/agentDraft.ts';
import type { DraftedPinChange } from '../../domain/pin.ts';
import { quote } from '../../domain/quote.ts';
import { explainPowers } from '../explainPowers.ts';
import type { ResolveContext } from '../resolveVersions.ts';
import { type Expressed, expressOverrides } from './expressOverrides.ts';
import { type FoundVersion, findVersion } from './findVersion.ts';
import { refuseFullMetadata } from './refuseFullMetadata.ts';
import { refuseOn } from './refuseOn.ts';

/** How the version is come by that an agent file describes. */
export type DraftPlan =
  /** It is there. */
  | { readonly kind: 'found'; readonly version: AgentVersion }
  /** Nothing is made before it is good: its sessions run `over`, with `overrides` in place of that version's own. */
  | {
      readonly kind: 'try';
      readonly over: AgentVersion;
      readonly overrides: SessionOverrides;
      /** What runs then: the draft's configuration, with the number of `over`. */
      readonly config: AgentVersion;
      /** The number of the agent's newest version. */
      readonly newest: number;
    }
  /** No session can be given what `differs` from every version there is, in words. */
  | { readonly kind: 'make-first'; readonly differs: readonly string[]; readonly newest: number };

/**
 * Finds out whether the version that an agent file describes is there already, can be tried without being made, or has
 * to be made to be tried. Makes nothing.
 * Throws a `GateError` when the agent cannot be read or is archived, the draft would act where the policy does not
 * allow it, or no version of it could be made.
 */
export async function planDraft(
  change: DraftedPinChange,
  draft: AgentDraft,
  context: ResolveContext,
): Promise<DraftPlan> {
  const { baseline, candidate } = change;
  const found = await findVersion(candidate, draft, context);
  const { match, newest } = found;
  const pinned = baseline?.agent === candidate.agent ? baseline.version : undefined;
  if (match !== undefined) {
    const what = `The candidate (version ${match.version} of ${quote(match.agent)})`;
    // One that is pinned already is not run.
    if (match.version !== pinned) refuseOn(candidate, explainPowers(what, match, context.source));
    return { kind: 'found', version: match };
  }
  refuseOn(candidate, explainPowers(`The draft (\`${draft.path}\`)`, draft.config, context.source));
  refuseFullMetadata(draft);

  const unknown = Object.keys(draft.others).map((key) => `the key ${quote(key)}`);
  let differs: readonly string[] | undefined;
  for (const over of orderBases(found, pinned)) {
    const expressed: Expressed =
      unknown.length > 0 ? { differs: unknown } : expressOverrides(found.config, over);
    if ('overrides' in expressed) {
      const config = layOver(over, expressed.overrides, found.config.model, draft.digest);
      return { kind: 'try', over, overrides: expressed.overrides, config, newest: newest.version };
    }
    differs ??= expressed.differs;
  }
  return { kind: 'make-first', differs: differs ?? [], newest: newest.version };
}

/** The versions that a draft may be laid over: what it is compared with first, then newest first. */
function orderBases({ all }: FoundVersion, pinned: number | undefined): readonly AgentVersion[] {
  const baseline = all.find(({ version }) => version === pinned);
  return baseline === undefined ? all : [baseline, ...all.filter((version) => version !== baseline)];
}

/** What is not replaced stays as the service describes it, so that a report finds no difference there. */
function layOver(
  over: AgentVersion,
  overrides: SessionOverrides,
  model: AgentVersion['model'],
  digest: string,
): AgentVersion {
  return {
    ...over,
    ...overrides,
    model: overrides.model === undefined ? over.model : model,
    metadata: { ...over.metadata, [DIGEST_KEY]: digest },
  };
}
