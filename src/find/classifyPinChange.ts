import type { CandidatePin, Pin, PinChange } from '../domain/pin.ts';

/**
 * What a change does to one pin, by what it says on both sides. Undefined when there is no pin on either.
 * `renamed` is empty unless the pin has another path at the head.
 */
export function classifyPinChange(
  path: string,
  renamed: { readonly previousPath?: string },
  baseline: Pin | undefined,
  candidate: CandidatePin | undefined,
): PinChange | undefined {
  if (candidate === undefined) {
    return baseline === undefined ? undefined : { kind: 'removed', path: baseline.path, baseline };
  }
  if (candidate.version === 'next') return { kind: 'drafted', path, ...renamed, baseline, candidate };
  if (baseline === undefined) return { kind: 'added', path, candidate };
  if (baseline.agent !== candidate.agent) {
    return { kind: 'moved-agent', path, ...renamed, baseline, candidate };
  }
  if (baseline.version === candidate.version) return { kind: 'unchanged', path, ...renamed, baseline };
  const kind = candidate.version > baseline.version ? 'bumped' : 'rolled-back';
  return { kind, path, ...renamed, baseline, candidate };
}
