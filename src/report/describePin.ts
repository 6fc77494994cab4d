import type { PinResult } from '../domain/result.ts';
import type { Report } from './buildReport.ts';
import { codeSpan } from './escape.ts';
import { findVersionLine } from './findVersionLine.ts';
import { fileUrl, link } from './links.ts';
import { nameCandidate } from './nameVersion.ts';

type Of<State extends PinResult['state']> = Extract<PinResult, { state: State }>;

/** A pin's path as Markdown, linked to its `version` line at the head where there is one. */
export function namePin(pin: PinResult, { result, context }: Report): string {
  const head = result.change?.head;
  const line = findVersionLine(pin);
  const url = head === undefined || line === undefined ? undefined : fileUrl(context, head, pin.path, line);
  return link(codeSpan(pin.path), url);
}

/** What the change does to the pin, as Markdown that goes on after its name. */
export function describePin(pin: PinResult, report: Report): string {
  switch (pin.state) {
    case 'evaluated':
      return describeEvaluated(pin, report);
    case 'remembered':
      return `${describeFrom(pin.baseline?.version)}**${pin.candidate.version}** of agent ${codeSpan(pin.config.name)}`;
    case 'rollback':
      return describeRollback(pin);
    case 'described':
      return (
        `says \`next\`, and ${nameAgentFile(pin.draft.agentFile, report)} describes version ` +
        `**${pin.draft.version ?? pin.baseline.version}** of agent ${codeSpan(pin.baseline.agent)}, pinned already`
      );
    case 'failed':
      return describeVersions(pin.baselineVersion, pin.candidateVersion);
    case 'removed':
      return (
        `⚠️ removed; it pinned version ${pin.baseline.version} of agent ${codeSpan(pin.baseline.agent)}. ` +
        'Whoever still reads it no longer finds a version.'
      );
    case 'unchanged':
      return (
        'the file changed, what it pins did not: ' +
        `version ${pin.baseline.version} of agent ${codeSpan(pin.baseline.agent)}`
      );
  }
}

function describeEvaluated(pin: Of<'evaluated'>, report: Report): string {
  const { baseline, candidate, previousPath, draft } = pin;
  const from = `version ${baseline?.pin.version ?? 'unknown'}`;
  const name = nameCandidate(pin);
  const to = `**${name}**`;
  const agent = codeSpan(candidate.config.name);
  const isMoved = baseline !== undefined && baseline.pin.agent !== candidate.pin.agent;
  const moved = `${from} of agent ${codeSpan(baseline?.config.name ?? '')} → `;
  const drafted = `${name === 'draft' ? to : `version ${to}`} of agent ${agent}`;
  const what = {
    bumped: `${from} → ${to} of agent ${agent}`,
    'rolled-back': `rolled back, ${from} → ${to} of agent ${agent}`,
    'moved-agent': `${moved}version ${to} of agent ${agent}`,
    added: `new, version ${to} of agent ${agent}`,
    drafted:
      baseline === undefined
        ? `new, ${drafted}`
        : isMoved
          ? `${moved}${drafted}`
          : `${from} → ${to} of agent ${agent}`,
  }[pin.change];
  const described =
    draft === undefined ? what : `${what}, described by ${nameAgentFile(draft.agentFile, report)}`;
  return previousPath === undefined ? described : `${described} (renamed from ${codeSpan(previousPath)})`;
}

function describeRollback({ baseline, candidate, verification, previousPath }: Of<'rollback'>): string {
  const agent = verification.state === 'verified' ? verification.config.name : candidate.agent;
  const from =
    baseline.agent === candidate.agent
      ? `version ${baseline.version} →`
      : `version ${baseline.version} of agent ${codeSpan(baseline.agent)} → version`;
  const what = `rolled back, ${from} **${candidate.version}** of agent ${codeSpan(agent)}`;
  return previousPath === undefined ? what : `${what} (renamed from ${codeSpan(previousPath)})`;
}

/** The agent file at the head, linked. */
function nameAgentFile(path: string, { result, context }: Report): string {
  const head = result.change?.head;
  return link(codeSpan(path), head === undefined ? undefined : fileUrl(context, head, path));
}

function describeFrom(baseline: number | undefined): string {
  return baseline === undefined ? 'new, version ' : `version ${baseline} → `;
}

function describeVersions(baseline: number | undefined, candidate: number | 'next' | undefined): string {
  if (candidate === undefined)
    return baseline === undefined ? 'not evaluated' : `baseline version ${baseline}`;
  if (candidate === 'next') return baseline === undefined ? 'draft' : `version ${baseline} → draft`;
  return baseline === undefined ? `version ${candidate}` : `version ${baseline} → ${candidate}`;
}
