import type { Evaluation } from './buildReport.ts';
import { explainWithheld, summarizeChanges } from './changes/summarizeChanges.ts';
import { writeDiff } from './changes/writeDiff.ts';
import { escapeLogLine } from './escape.ts';
import { formatCount } from './formatEffort.ts';
import { wrapLine } from './terminal/wrapLine.ts';

/** Lines of a diff that a terminal gets; the JSON report has all. */
const LINES = 20;

/**
 * What differs between the two versions, as plain text for a terminal or a log: one line, then the start of the diff.
 * `width`: columns that lines have to fit into, if any.
 */
export function writeChanges({ changes }: Evaluation, width: number | undefined): readonly string[] {
  const wrap = (line: string, indent = '') => wrapLine(escapeLogLine(line), width, indent);
  const summary = wrap(`What changed: ${summarizeChanges(changes)}`);
  if (changes.state === 'no-baseline') return [summary];
  const withheld = explainWithheld(changes);
  const { lines, left } = writeDiff(changes.prompt.hunks ?? [], LINES);
  return [
    [summary, ...(withheld === undefined ? [] : [wrap(withheld)])].join('\n'),
    ...(lines.length === 0
      ? []
      : [
          [
            ...lines.map((line) => wrap(`  ${line}`.trimEnd(), '      ')),
            ...(left > 0 ? [`  … and ${formatCount(left, 'more line')}: --json has all of them.`] : []),
          ].join('\n'),
        ]),
  ];
}
