import { pinVerdict } from '../domain/pinVerdict.ts';
import type { PinResult, RunResult } from '../domain/result.ts';
import { nameCandidate } from './nameVersion.ts';

/**
 * The Action's outputs that follow from the result alone, by name. Lists are JSON. Versions are empty unless
 * exactly one pin changed, and a version that is not there (a new pin's baseline) is empty too.
 */
export function outputs(result: RunResult): Readonly<Record<string, string>> {
  const changed = result.pins.filter((pin) => pin.state !== 'unchanged');
  const [only] = changed.length === 1 ? changed : [];
  const versions = only === undefined ? undefined : readVersions(only);
  return {
    verdict: result.verdict,
    'regressed-teams': JSON.stringify([...new Set(result.pins.flatMap(listRegressed))]),
    'baseline-version': String(versions?.baseline ?? ''),
    'candidate-version': String(versions?.candidate ?? ''),
    pins: JSON.stringify(result.pins.map(toRow)),
  };
}

function toRow(pin: PinResult): Readonly<Record<string, unknown>> {
  const { baseline, candidate } = readVersions(pin);
  return {
    path: pin.path,
    change: readChange(pin),
    verdict: pinVerdict(pin),
    baselineVersion: baseline ?? null,
    candidateVersion: candidate ?? null,
    regressedTeams: listRegressed(pin),
  };
}

function listRegressed(pin: PinResult): readonly string[] {
  if (pin.state !== 'evaluated') return [];
  return pin.decision.teams.filter(({ outcome }) => outcome === 'regressed').map(({ team }) => team);
}

/** Of a draft, the number that is to be written. */
function readVersions(pin: PinResult): { baseline: number | undefined; candidate: number | undefined } {
  switch (pin.state) {
    case 'evaluated': {
      const candidate = nameCandidate(pin);
      return {
        baseline: pin.baseline?.pin.version,
        candidate: candidate === 'draft' ? undefined : candidate,
      };
    }
    case 'remembered':
      return { baseline: pin.baseline?.version, candidate: pin.candidate.version };
    case 'rollback':
      return { baseline: pin.baseline.version, candidate: pin.candidate.version };
    case 'described':
      return { baseline: pin.baseline.version, candidate: pin.draft.version };
    case 'failed':
      return {
        baseline: pin.baselineVersion,
        candidate: pin.candidateVersion === 'next' ? undefined : pin.candidateVersion,
      };
    case 'removed':
      return { baseline: pin.baseline.version, candidate: undefined };
    case 'unchanged':
      return { baseline: pin.baseline.version, candidate: pin.baseline.version };
  }
}

/** In the words of the other pins, whichever lane it took. */
function readChange(pin: PinResult): string | null {
  switch (pin.state) {
    case 'rollback':
      return 'rolled-back';
    case 'described':
      return 'drafted';
    case 'removed':
    case 'unchanged':
      return pin.state;
    default:
      return pin.change ?? null;
  }
}
