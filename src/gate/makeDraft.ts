import type { AgentVersion } from '../domain/agent.ts';
import { listConfigDifferences } from '../domain/agentConfig/listConfigDifferences.ts';
import type { DraftedPinChange } from '../domain/pin.ts';
import { GateError } from '../domain/problem.ts';
import type { DraftResult } from '../domain/result.ts';
import { makeVersion } from '../resolve/draft/makeVersion.ts';
import { joinWords } from '../resolve/joinWords.ts';
import { type ResolveForGateContext, writeNumber } from './resolveForGate.ts';
import type { Draft, ReadyPin, ResolvedPin } from './stages.ts';

/** Whether versions may be made, and what to ask before one is. */
export interface Making {
  /** A local check and a merge queue only try. */
  readonly isAllowed: boolean;
  /**
   * Throws a `HeadMovedError` when the change has a newer head: its own run makes the version, if one is to be made. A
   * `GateError` when nobody asks for the change any more.
   */
  readonly assertCurrent: () => Promise<void>;
}

/** Makes the version of a draft that cannot be tried without, when everything else is known to be in order. */
export async function makeFirst(
  item: ResolvedPin,
  making: Making,
  context: ResolveForGateContext,
): Promise<ReadyPin> {
  const { candidate, pin, draft } = item;
  if (candidate !== undefined) return { ...item, candidate };
  if (pin.kind !== 'drafted' || draft === undefined || draft.plan.kind !== 'make-first')
    throw new Error(`${pin.path} has no candidate and asks for none.`);
  const { differs, newest } = draft.plan;
  if (!making.isAllowed) {
    throw new GateError({
      file: pin.path,
      line: pin.candidate.versionLine,
      message:
        `\`${draft.file.path}\` cannot be tried without making a version of it, since no session can be given ` +
        `${joinWords(differs)}, and here none is made: open a pull request, whose check makes it.`,
    });
  }
  await making.assertCurrent();
  const { version } = await makeVersion(pin.candidate, draft.file, newest, context);
  return { ...item, candidate: { config: version, overrides: undefined } };
}

/** What became of `version: next`. Makes the version of a draft that was tried and is good. */
export async function settleDraft(
  pin: DraftedPinChange,
  draft: Draft,
  { config, isGood }: { readonly config: AgentVersion; readonly isGood: boolean },
  making: Making,
  context: ResolveForGateContext,
): Promise<{ readonly result: DraftResult; readonly config: AgentVersion }> {
  const { plan, file } = draft;
  const common = { agentFile: file.path, differs: [] as readonly string[], over: undefined };
  if (plan.kind !== 'try') {
    const line = await writeNumber(pin, config.version, context);
    const made =
      plan.kind === 'found'
        ? ({ how: 'found' } as const)
        : ({ how: 'made-before', differs: plan.differs } as const);
    return { result: { ...common, ...made, version: config.version, line }, config };
  }
  const tried = { ...common, over: plan.over.version };
  if (!isGood || !making.isAllowed) {
    return { result: { ...tried, how: 'not-made', version: undefined, line: undefined }, config };
  }
  await making.assertCurrent();
  const { version, raced } = await makeVersion(pin.candidate, file, plan.newest, context);
  assertTried(pin, file.path, config, version);
  const line = await writeNumber(pin, version.version, context);
  const how = raced ? 'found' : 'made-after';
  return { result: { ...tried, how, version: version.version, line }, config: version };
}

/**
 * A version may have what its file leaves open from defaults that changed since the draft was tried, and then nobody has
 * evaluated it. Tools and the like are not compared: the service writes them in more words than the file.
 */
function assertTried(
  pin: DraftedPinChange,
  agentFile: string,
  { model, system }: AgentVersion,
  version: AgentVersion,
): void {
  const differs = listConfigDifferences({ ...version, model, system }, version);
  if (differs.length === 0) return;
  throw new GateError({
    file: pin.path,
    line: pin.candidate.versionLine,
    message:
      `Version ${version.version} was made from \`${agentFile}\`, but is not what was tried: ${joinWords(differs)} came out ` +
      'otherwise, as the service’s defaults are not the same any more. Run the check again: it evaluates that version.',
  });
}
