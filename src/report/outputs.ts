import type { PinResult, RunResult } from '../domain/result.ts';
import { pinVerdict } from './headline.ts';

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
    change: 'change' in pin ? (pin.change ?? null) : pin.state,
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

function readVersions(pin: PinResult): { baseline: number | undefined; candidate: number | undefined } {
  switch (pin.state) {
    case 'evaluated':
      return { baseline: pin.baseline?.pin.version, candidate: pin.candidate.pin.version };
    case 'failed':
      return { baseline: pin.baselineVersion, candidate: pin.candidateVersion };
    case 'removed':
      return { baseline: pin.baseline.version, candidate: undefined };
    case 'unchanged':
      return { baseline: pin.baseline.version, candidate: pin.baseline.version };
  }
}
