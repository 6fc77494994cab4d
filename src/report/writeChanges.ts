import type { Evaluation } from './buildReport.ts';
import { explainWithheld, summarizeChanges } from './changes/summarizeChanges.ts';
import { writeDiff } from './changes/writeDiff.ts';
import { escapeLogLine } from './escape.ts';
import { formatCount } from './formatEffort.ts';

/** Lines of a diff that a terminal gets; the JSON report has all. */
const LINES = 20;

/** What differs between the two versions, as plain text for a terminal or a log: one line, then the start of the diff. */
export function writeChanges({ changes }: Evaluation): readonly string[] {
  const summary = escapeLogLine(`What changed: ${summarizeChanges(changes)}`);
  if (changes.state === 'no-baseline') return [summary];
  const withheld = explainWithheld(changes);
  const { lines, left } = writeDiff(changes.prompt.hunks ?? [], LINES);
  return [
    [summary, ...(withheld === undefined ? [] : [escapeLogLine(withheld)])].join('\n'),
    ...(lines.length === 0
      ? []
      : [
          [
            ...lines.map((line) => `  ${escapeLogLine(line)}`.trimEnd()),
            ...(left > 0 ? [`  … and ${formatCount(left, 'more line')}: --json has all of them.`] : []),
          ].join('\n'),
        ]),
  ];
}
