import type { FixtureData, ReplyData } from '../fixtures/fixtureData.ts';
import { createAnswer } from './createAnswer.ts';
import { element } from './element.ts';
import { link } from './link.ts';

/** A reply as it came, with how often it came, what was wrong with it and the sessions that gave it. */
export function createReply(data: FixtureData, reply: ReplyData): HTMLElement {
  const [, times, text, length, , detail, , sessions] = reply;
  const box = element(
    'div',
    'reply',
    element('p', '', createAnswer(data, reply), times > 1 ? ` ${times}×` : ''),
  );
  if (detail >= 0) box.append(element('p', '', data.texts[detail] ?? ''));
  if (text >= 0) {
    const block = element('pre', '', data.texts[text] ?? '');
    block.tabIndex = 0;
    box.append(block);
    if (length > data.replyLimit) {
      const [shown, all] = [data.replyLimit, length].map((count) => count.toLocaleString('en-US'));
      box.append(element('p', '', `✂️ The first ${shown} of ${all} characters. report.json has all of them.`));
    }
  }
  if (data.sessions !== '' && sessions.length > 0) {
    const links = sessions.flatMap((session, index) => [
      index === 0 ? '' : ', ',
      link(session, `${data.sessions}${session}`),
    ]);
    const rest = times > sessions.length ? ` and ${times - sessions.length} more` : '';
    box.append(element('p', '', sessions.length > 1 ? 'Sessions: ' : 'Session: ', ...links, rest));
  }
  return box;
}
