import { describe, expect, it } from '@jest/globals';
import { listSuggestions } from '../../../src/report/suggestion/listSuggestions.ts';
import { renderSuggestion } from '../../../src/report/suggestion/renderSuggestion.ts';
import { makeDraft, makeRememberedPin } from '../../helpers/factories/makePinResult.ts';
import { HOSTILE, hostile } from '../hostileCorpus.ts';
import * as scenarios from '../scenarios.ts';

const MARKER = '<!-- pin-gate-suggestion -->';

/** The suggestion of a line. */
function suggest(text: string) {
  const line = { number: 7, text };
  return renderSuggestion(makeRememberedPin({ draft: makeDraft({ line }) }));
}

describe('the suggestion on the `version` line', () => {
  it('is the marker, what it is about, and the line as it has to become', () => {
    const path = 'prompts/ticket-triage/pinned-version.yml';
    const body = [
      MARKER,
      'Evaluated and good: version 3. Production cannot read `next`, so commit this line. Callers that name no version do not wait for it: they run the newest one.',
      '',
      '```suggestion',
      'version: 3',
      '```',
      '',
    ].join('\n');
    expect(listSuggestions(scenarios.draftMade())).toEqual([{ path, line: 2, body }]);
  });

  it('says the same whether the version was there or made, and claims no evaluation where none was', () => {
    const [made, before, described] = [
      scenarios.draftMade(),
      scenarios.draftMadeBefore(),
      scenarios.described(),
    ].map((result) => listSuggestions(result)[0]?.body ?? '');
    expect(before).toBe(made);
    expect(described).toContain('The agent file describes version 2, which is pinned already.');
    expect(described).not.toContain('good');
  });

  it('is there for each pin that waits for its number, and for no other', () => {
    expect(listSuggestions(scenarios.severalPending()).map(({ path }) => path)).toEqual([
      'prompts/ticket-triage/pinned-version.yml',
      'prompts/bug-triage/pinned-version.yml',
    ]);
    for (const make of [scenarios.passed, scenarios.remembered, scenarios.draftBlocked, scenarios.draftError])
      expect(listSuggestions(make())).toEqual([]);
    expect(renderSuggestion(makeRememberedPin({ draft: makeDraft({ line: undefined }) }))).toBeUndefined();
  });

  it('ends the line once, however the file does', () => {
    expect(suggest('version: 3\r')?.body).toContain('```suggestion\nversion: 3\n```\n');
    expect(suggest('version: 3  # a\r\n')?.body).toContain('\nversion: 3  # a\n```\n');
  });

  it.each(['`', '```', '```` and `````', '~~~'])('cannot be ended from within: %s', (mark) => {
    const text = `version: 3  # ${mark}`;
    const lines = suggest(text)?.body.split('\n') ?? [];
    const fence = lines.at(-2) ?? '';
    expect(lines.slice(-4)).toEqual([`${fence}suggestion`, text, fence, '']);
    expect(fence).toMatch(/^`{3,}$/);
    expect(text).not.toContain(fence);
  });

  it('begins with its marker whatever the pin says, and leaves the line as it is', () => {
    for (const { body } of listSuggestions(hostile())) expect(body.startsWith(`${MARKER}\n`)).toBe(true);
    const oneLine = HOSTILE.filter((text) => !/[\r\n]/.test(text));
    for (const text of oneLine) expect(suggest(text)?.body).toContain(`suggestion\n${text}\n`);
  });
});
