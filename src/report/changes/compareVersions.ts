import type { PinResult } from '../../domain/result.ts';
import { diffPrompts, toLines } from './diffPrompts.ts';
import { listConfigChanges } from './listConfigChanges.ts';
import type { PromptChange, VersionChanges } from './versionChanges.ts';

type Evaluated = Extract<PinResult, { state: 'evaluated' }>;

/** What the change of the pin changes: prompt, settings, and which versions it passes over. */
export function compareVersions({ baseline, candidate, change, between }: Evaluated): VersionChanges {
  const { system } = candidate.config;
  if (baseline === undefined) {
    return {
      state: 'no-baseline',
      candidate: candidate.pin.version,
      lines: toLines(system).length,
      characters: [...system].length,
    };
  }
  const sameAgent = change !== 'moved-agent';
  const prompt = comparePrompts(baseline.config.system, system);
  const config = listConfigChanges(baseline.config, candidate.config);
  const distance = Math.abs(candidate.pin.version - baseline.pin.version);
  return {
    state: 'compared',
    baseline: baseline.pin.version,
    candidate: candidate.pin.version,
    sameAgent,
    identical: prompt.state === 'same' && config.length === 0,
    prompt,
    config,
    betweenCount: sameAgent ? Math.max(0, distance - 1) : 0,
    between,
    withheld: undefined,
  };
}

function comparePrompts(before: string, after: string): PromptChange {
  const diff = diffPrompts(before, after);
  const state = before === after ? 'same' : diff.hunks.length === 0 ? 'line-ends' : 'changed';
  return { state, ...diff };
}
