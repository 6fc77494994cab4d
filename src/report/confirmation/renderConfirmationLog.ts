import type { ConfirmationResult } from '../../domain/confirmation.ts';
import { formatProblem } from '../../domain/problem.ts';
import { escapeLogLine } from '../escape.ts';
import { toList } from '../terminal.ts';
import { confirmationHeadline } from './confirmationHeadline.ts';
import { listDrift } from './listDrift.ts';

/** A confirmation as plain text for a log, a line break at the end; no text in it starts a workflow command. */
export function renderConfirmationLog(result: ConfirmationResult): string {
  const { pins, problems, warnings } = result;
  const told = [
    ...[...problems, ...pins.flatMap((pin) => pin.problems)].map(formatProblem),
    ...listDrift(result).map((one) => `⚠️ ${formatProblem(one)}`),
    ...warnings.map((warning) => `⚠️ ${warning}`),
  ];
  return `${[`📌 ${escapeLogLine(confirmationHeadline(result))}`, ...toList(told)].join('\n')}\n`;
}
