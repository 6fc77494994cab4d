import type { ConfirmationResult } from '../../domain/confirmation.ts';
import { escapeLogLine } from '../escape.ts';
import { confirmationHeadline } from './confirmationHeadline.ts';

/**
 * A confirmation as one line for a log, which starts no workflow command. What is wrong and what has drifted are
 * annotations, and the log shows these by itself.
 */
export function renderConfirmationLog(result: ConfirmationResult): string {
  return `📌 ${escapeLogLine(confirmationHeadline(result))}`;
}
