import type { FixtureData, ReplyData, RowData } from '../fixtures/fixtureData.ts';
import { createValues } from './createAnswer.ts';
import { createReply } from './createReply.ts';
import { element } from './element.ts';
import { link } from './link.ts';

/** All there is to one fixture: where it stands, what was expected, and both versions' replies side by side. */
export function createRowBody(data: FixtureData, row: RowData): HTMLElement {
  const [, , , , file, line, expected, baseline, candidate, rerun] = row;
  const [name, url] = data.files[file] ?? [-1, ''];
  const place = link(`${data.texts[name] ?? ''}, line ${line}`, url === '' ? '' : `${url}#L${line}`);
  const facts = element('p', '', 'Expected ', ...createValues(data, expected), ' · ', place);
  const [right = 0, candidateRight = 0, of = 0] = rerun;
  if (of > 0)
    facts.append(
      ` · right in the re-run: ${right}/${of} on the baseline, ${candidateRight}/${of} on the candidate`,
    );
  const sides = element('div', 'sides');
  if (data.baselineName !== undefined)
    sides.append(createSide(data, `Baseline ${data.baselineName}`, baseline));
  sides.append(createSide(data, `Candidate ${data.candidateName}`, candidate));
  return element('div', 'body', facts, sides);
}

function createSide(data: FixtureData, title: string, replies: readonly ReplyData[]): HTMLElement {
  const side = element('div', '', element('h4', '', title));
  for (const reply of replies) side.append(createReply(data, reply));
  if (replies.length === 0) side.append(element('p', '', 'Was not run.'));
  if (!data.repliesShown)
    side.append(element('p', '', 'The reply is withheld. show: { replies: yes } in gate.yml shows it.'));
  return side;
}
