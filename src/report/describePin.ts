import type { PinResult } from '../domain/result.ts';
import type { Report } from './buildReport.ts';
import { codeSpan } from './escape.ts';
import { fileUrl, link } from './links.ts';

/** A pin's path as Markdown, linked to its `version` line at the head where there is one. */
export function namePin(pin: PinResult, { result, context }: Report): string {
  const head = result.change?.head;
  const line = pin.state === 'evaluated' ? pin.candidate.pin.versionLine : undefined;
  const url = head === undefined || line === undefined ? undefined : fileUrl(context, head, pin.path, line);
  return link(codeSpan(pin.path), url);
}

/** What the change does to the pin, as Markdown that goes on after its name. */
export function describePin(pin: PinResult): string {
  switch (pin.state) {
    case 'evaluated':
      return describeEvaluated(pin);
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

function describeEvaluated(pin: Extract<PinResult, { state: 'evaluated' }>): string {
  const { baseline, candidate, previousPath } = pin;
  const from = `version ${baseline?.pin.version ?? 'unknown'}`;
  const to = `**${candidate.pin.version}**`;
  const agent = codeSpan(candidate.config.name);
  const what = {
    bumped: `${from} → ${to} of agent ${agent}`,
    'rolled-back': `rolled back, ${from} → ${to} of agent ${agent}`,
    'moved-agent': `${from} of agent ${codeSpan(baseline?.config.name ?? '')} → version ${to} of agent ${agent}`,
    added: `new, version ${to} of agent ${agent}`,
  }[pin.change];
  return previousPath === undefined ? what : `${what} (renamed from ${codeSpan(previousPath)})`;
}

function describeVersions(baseline: number | undefined, candidate: number | undefined): string {
  if (candidate === undefined)
    return baseline === undefined ? 'not evaluated' : `baseline version ${baseline}`;
  return baseline === undefined ? `version ${candidate}` : `version ${baseline} → ${candidate}`;
}
