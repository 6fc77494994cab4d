import type { RollbackResult } from '../../domain/rollback.ts';
import { escapeSentence } from '../escape.ts';
import { link, webUrl } from '../links.ts';
import { joinBlocks, list } from '../markdown.ts';
import { renderProblems } from '../renderProblems.ts';
import { renderSentences } from '../renderSentences.ts';
import { explainApproval } from './explainApproval.ts';
import { explainCheck } from './explainCheck.ts';
import { rollbackHeadline } from './rollbackHeadline.ts';

const MOST = 100;

/** The job summary of a rollback, in Markdown. */
export function renderRollbackSummary(result: RollbackResult): string {
  const { rollback, problems, warnings } = result;
  const headline = `### ${rollback === undefined ? '❌' : '↩️'} ${escapeSentence(rollbackHeadline(result))}`;
  const points = [...list(renderProblems(problems, MOST)), ...list(renderSentences(warnings, MOST, '⚠️ '))];
  if (rollback === undefined) return joinBlocks([headline, ...points]);
  const { number, url } = rollback.proposal;
  const approval = explainApproval(rollback);
  return joinBlocks([
    headline,
    `**${link(`Open pull request ${number}`, webUrl(url))}**`,
    ...(approval === undefined ? [] : [`👉 ${escapeSentence(approval)}`]),
    ...points,
    escapeSentence(explainCheck(rollback)),
  ]);
}
