import { formatProblem } from '../../domain/problem.ts';
import type { RollbackResult } from '../../domain/rollback.ts';
import { escapeLogLine } from '../escape.ts';
import { toList } from '../terminal.ts';
import { explainApproval } from './explainApproval.ts';
import { explainCheck } from './explainCheck.ts';
import { rollbackHeadline } from './rollbackHeadline.ts';

/** A rollback as plain text for a terminal or a log, a line break at the end; no text in it starts a workflow command. */
export function renderRollbackTerminal(
  result: RollbackResult,
  options: { readonly color?: boolean } = {},
): string {
  const { rollback, problems, warnings } = result;
  const paint = (text: string) => (options.color === true ? `\u001b[1m${text}\u001b[0m` : text);
  const approval = rollback === undefined ? undefined : explainApproval(rollback);
  const blocks = [
    paint(`${rollback === undefined ? '❌' : '↩️'} ${escapeLogLine(rollbackHeadline(result))}`),
    ...(rollback === undefined ? [] : [escapeLogLine(rollback.proposal.url)]),
    ...toList(problems.map(formatProblem)),
    ...toList(warnings.map((warning) => `⚠️ ${warning}`)),
    ...(rollback === undefined ? [] : [escapeLogLine(explainCheck(rollback))]),
    ...(approval === undefined ? [] : [`👉 ${escapeLogLine(approval)}`]),
  ];
  return `${blocks.join('\n\n')}\n`;
}
