import type { PinResult } from '../../domain/result.ts';
import { nameCandidate } from '../nameVersion.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';

type Of<State extends PinResult['state']> = Extract<PinResult, { state: State }>;

/** What the change does to the pin, as a sentence. */
export function describePin(pin: PinResult): Html {
  switch (pin.state) {
    case 'evaluated':
      return describeEvaluated(pin);
    case 'remembered': {
      const from = pin.baseline === undefined ? 'New, version' : `Version ${pin.baseline.version} →`;
      return html`${from} <strong>${pin.candidate.version}</strong> of agent ${htmlCode(pin.config.name)}`;
    }
    case 'rollback':
      return describeRollback(pin);
    case 'described':
      return html`Says <code>next</code>, and ${htmlCode(pin.draft.agentFile, 200)} describes version <strong>${pin.draft.version ?? pin.baseline.version}</strong> of agent ${htmlCode(pin.baseline.agent)}, pinned already`;
    case 'failed':
      return describeFailed(pin);
    case 'removed':
      return html`⚠️ Removed; it pinned version ${pin.baseline.version} of agent ${htmlCode(pin.baseline.agent)}. Whoever still reads it no longer finds a version.`;
    case 'unchanged':
      return html`The file changed, what it pins did not: version ${pin.baseline.version} of agent ${htmlCode(pin.baseline.agent)}.`;
  }
}

function describeEvaluated(pin: Of<'evaluated'>): Html {
  const { change, baseline, candidate, previousPath, draft } = pin;
  const name = nameCandidate(pin);
  const before = baseline?.pin.version ?? 'unknown';
  const after = html`<strong>${name}</strong>`;
  const agent = htmlCode(candidate.config.name);
  const renamed = describeRename(previousPath);
  const described = draft === undefined ? html`` : html`, described by ${htmlCode(draft.agentFile, 200)}`;
  const end = html` of agent ${agent}${described}${renamed}`;
  const isMoved =
    change === 'moved-agent' || (baseline !== undefined && baseline.pin.agent !== candidate.pin.agent);
  if (baseline === undefined) return html`New, ${name === 'draft' ? '' : 'version '}${after}${end}`;
  if (isMoved)
    return html`Version ${before} of agent ${htmlCode(baseline.config.name)} → ${name === 'draft' ? '' : 'version '}${after}${end}`;
  return html`${change === 'rolled-back' ? 'Rolled back, version' : 'Version'} ${before} → ${after}${end}`;
}

function describeRollback({ baseline, candidate, verification, previousPath }: Of<'rollback'>): Html {
  const agent = verification.state === 'verified' ? verification.config.name : candidate.agent;
  const other = baseline.agent === candidate.agent ? html`` : html` of agent ${htmlCode(baseline.agent)}`;
  return html`Rolled back, version ${baseline.version}${other} → <strong>${candidate.version}</strong> of agent ${htmlCode(agent)}${describeRename(previousPath)}`;
}

function describeRename(previousPath: string | undefined): Html {
  return previousPath === undefined ? html`` : html` (renamed from ${htmlCode(previousPath, 200)})`;
}

function describeFailed({ baselineVersion, candidateVersion }: Of<'failed'>): Html {
  const candidate =
    candidateVersion === undefined
      ? ''
      : candidateVersion === 'next'
        ? ', candidate draft'
        : `, candidate version ${candidateVersion}`;
  return html`Not evaluated${baselineVersion === undefined ? '' : `, baseline version ${baselineVersion}`}${candidate}.`;
}
