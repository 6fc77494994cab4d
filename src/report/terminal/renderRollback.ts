import type { PinState } from '../../domain/pinHistory.ts';
import type { PinResult } from '../../domain/result.ts';
import type { Report } from '../buildReport.ts';
import { formatTime } from '../formatTime.ts';
import { shortenCommit } from '../links.ts';
import { explainRollback } from '../rollback/explainRollback.ts';
import type { Page } from './page.ts';
import { renderScores } from './renderScores.ts';
import { toList } from './toList.ts';
import { writeTitle } from './writeTitle.ts';

/** A rollback by the fast lane, as text. */
export function renderRollback(
  pin: Extract<PinResult, { state: 'rollback' }>,
  { result }: Report,
  page: Page,
): readonly string[] {
  const { lead, verification, isVerified, lane } = explainRollback(pin);
  const { scores } = pin;
  const { from, until } = pin.live;
  const branch = result.change?.baseName;
  const live = `Version ${pin.candidate.version} was live${branch === undefined ? '' : ` on ${branch}`}`;
  return [
    ...toList(
      [
        `${isVerified ? '✅' : '⚠️'} ${lead}: ${verification}`,
        lane,
        `${live} from ${describeState(from)}`,
        `It was until ${describeState(until)}`,
      ],
      page,
    ),
    ...(scores === undefined
      ? []
      : [
          writeTitle(
            `When it was promoted, evaluated by run ${scores.run.id} at ${formatTime(scores.at)}`,
            page,
          ),
          ...renderScores(scores, page),
        ]),
  ];
}

function describeState({ at, author, pullRequest, commit }: PinState): string {
  const how =
    pullRequest === undefined
      ? `commit ${shortenCommit(commit)}`
      : `pull request ${pullRequest.number}, ${pullRequest.title}`;
  return `${formatTime(at)}, by ${author}: ${how}`;
}
