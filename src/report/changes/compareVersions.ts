import type { PinResult } from '../../domain/result.ts';
import { diffPrompts, toLines } from './diffPrompts.ts';
import { listConfigChanges } from './listConfigChanges.ts';
import type { PromptChange, VersionChanges } from './versionChanges.ts';
import { nameCandidate } from '../nameVersion.ts';

type Evaluated = Extract<PinResult, { state: 'evaluated' }>;

/** What the change of the pin changes: prompt, settings, and which versions it passes over. */
export function compareVersions(pin: Evaluated): VersionChanges {
  const { baseline, candidate, change, between, draft } = pin;
  const version = nameCandidate(pin);
  const { system } = candidate.config;
  if (baseline === undefined) {
    return {
      state: 'no-baseline',
      candidate: version,
      lines: toLines(system).length,
      characters: [...system].length,
    };
  }
  const sameAgent = change !== 'moved-agent' && baseline.pin.agent === candidate.pin.agent;
  const prompt = comparePrompts(baseline.config.system, system);
  const config = listConfigChanges(baseline.config, candidate.config);
  // A draft would be made on top of the version that it was tried over.
  const number = version === 'draft' ? (draft?.over ?? baseline.pin.version) + 1 : version;
  const distance = Math.abs(number - baseline.pin.version);
  return {
    state: 'compared',
    baseline: baseline.pin.version,
    candidate: version,
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
