import type { AgentVersion } from '../../domain/agent.ts';
import type { PinResult, RunResult } from '../../domain/result.ts';
import type { ReportContext } from '../reportContext.ts';
import { WITHHELD } from '../withholdReplies.ts';
import type { ConfigChange, Setting } from './listConfigChanges.ts';
import type { VersionChanges } from './versionChanges.ts';

type Evaluated = Extract<PinResult, { state: 'evaluated' }>;

/**
 * Whether reports may print prompts and what else people write into an agent. `auto` says no unless the repository
 * is known to be private.
 */
export function mayShowPrompt(pin: Evaluated, context: ReportContext): boolean {
  const wish = pin.source.policy.show.prompt;
  return wish === 'auto' ? context.publicRepository === false : wish === 'yes';
}

/**
 * The result without prompts, descriptions, metadata values and the insides of tools, for pins whose prompt may not
 * be shown. Every report is made from what this gives, so that no report can forget.
 */
export function withholdPrompts(result: RunResult, context: ReportContext): RunResult {
  const pins = result.pins.map((pin) =>
    pin.state === 'evaluated' && !mayShowPrompt(pin, context) ? withholdFromPin(pin) : pin,
  );
  return { ...result, pins };
}

function withholdFromPin(pin: Evaluated): Evaluated {
  const { baseline, candidate } = pin;
  return {
    ...pin,
    baseline: baseline && { ...baseline, config: withholdFromConfig(baseline.config) },
    candidate: { ...candidate, config: withholdFromConfig(candidate.config) },
  };
}

function withholdFromConfig(config: AgentVersion): AgentVersion {
  const keys = Object.keys(config.metadata);
  return {
    ...config,
    system: WITHHELD,
    description: WITHHELD,
    tools: [],
    mcpServers: [],
    skills: [],
    multiagent: null,
    metadata: Object.fromEntries(keys.map((key) => [key, WITHHELD])),
  };
}

/** Settings whose values say what is in the repository or on the service's price list anyway. */
const HARMLESS: ReadonlySet<Setting> = new Set(['name', 'model', 'model option']);

/** The same for what differs: names and counts stay. Undefined values and hunks say that they are withheld. */
export function withholdFromChanges(
  changes: VersionChanges,
  pin: Evaluated,
  context: ReportContext,
): VersionChanges {
  if (changes.state === 'no-baseline' || mayShowPrompt(pin, context)) return changes;
  const hidesHunks = changes.prompt.state === 'changed';
  const config = changes.config.map(withholdFromChange);
  const hidesAny = hidesHunks || config.some(({ withheld }) => withheld);
  return {
    ...changes,
    prompt: { ...changes.prompt, hunks: hidesHunks ? undefined : changes.prompt.hunks },
    config,
    withheld: hidesAny ? (pin.source.policy.show.prompt === 'auto' ? 'public' : 'policy') : undefined,
  };
}

function withholdFromChange(change: ConfigChange): ConfigChange {
  if (HARMLESS.has(change.setting)) return change;
  return { ...change, before: undefined, after: undefined, withheld: true };
}
