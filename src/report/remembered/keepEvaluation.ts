import { MARKER } from '../escape.ts';
import { type KeptEvaluation, KEPT_END } from './keptEvaluation.ts';

const PART = new RegExp(
  `^<!-- pin-gate-evaluation: (\\d{1,15})/(\\d{1,7}) ([0-9a-f]{8}) -->\\n([\\s\\S]*?)\\n${KEPT_END}$`,
  'gm',
);

/**
 * What the gate's standing comment says about pins that were evaluated and good, each with its run: a later run that
 * remembers the evaluation runs nothing, and the reviewer still needs to see what changed and what flipped. A part that
 * does not stand as `frameEvaluations` writes it is left out.
 */
export function keepEvaluation(standing: string | undefined): readonly KeptEvaluation[] {
  // GitHub's editor ends lines with CR LF.
  const body = standing?.replaceAll('\r\n', '\n') ?? '';
  if (!body.startsWith(`${MARKER}\n`)) return [];
  return [...body.matchAll(PART)].flatMap(([, id, attempt, pin = '', inside = '']) => {
    const text = inside.trim();
    const run = { id: Number(id), attempt: Number(attempt) };
    return text === '' || text.includes('<!--') ? [] : [{ run, pin, text }];
  });
}
