import { describe, expect, it } from '@jest/globals';
import { explainDraft } from '../../../src/report/draft/explainDraft.ts';
import { makeChange } from '../../helpers/factories/makeChange.ts';
import { makeDraft, makeRememberedPin } from '../../helpers/factories/makePinResult.ts';
import * as scenarios from '../scenarios.ts';

/** What is said of the one pin of a pull request. */
function explain(make: () => ReturnType<typeof scenarios.draftMade>): readonly string[] {
  const { pins, change } = make();
  return pins.flatMap((pin) => explainDraft(pin, change));
}

const CALLERS = 'Callers that name no version run the newest one from now on: version 3.';

describe('what is said of `version: next`', () => {
  it('is nothing where the pin says a number', () => {
    expect(explain(scenarios.passed)).toEqual([]);
    expect(explain(scenarios.remembered)).toEqual([]);
    expect(explain(scenarios.rollbackKnown)).toEqual([]);
  });

  it('is what to do, where the version came from, and what it means for others', () => {
    expect(explain(scenarios.draftMade)).toEqual([
      'Production cannot read `next`: commit the suggestion on the `version` line of `prompts/ticket-triage/pinned-version.yml`, or write `version: 3` there. The check then runs again and passes if nothing else changed.',
      'It was tried as a draft over version 2; as that was good, version 3 was made of it.',
      CALLERS,
    ]);
    expect(explain(scenarios.draftMadeBefore)).toContain(CALLERS);
  });

  it('claims nothing of callers where the version was there before', () => {
    expect(explain(scenarios.draftFound).join(' ')).not.toContain('Callers');
  });

  it('says nothing of suggestions where there are none', () => {
    const pin = makeRememberedPin({ draft: makeDraft() });
    const [first] = explainDraft(pin, makeChange({ kind: 'local' }));
    expect(first).toContain('write `version: 3` into `prompts/ticket-triage/pinned-version.yml`. The check');
  });

  it('sends to the pull request where no version is made', () => {
    const [pin] = scenarios.draftMade().pins;
    const draft = makeDraft({ how: 'not-made', version: undefined });
    if (pin?.state !== 'evaluated') throw new Error('the scenario is another one');
    expect(explainDraft({ ...pin, draft }, makeChange({ kind: 'local' }))).toEqual([
      'Production cannot read `next`, and no version is made here: open the pull request. Its check makes the version and says which number to write.',
    ]);
  });

  it('says whether anybody can run what was not good', () => {
    expect(explain(scenarios.draftBlocked)).toEqual(['No version was made: nobody runs this draft.']);
    expect(explain(scenarios.draftError)).toEqual(['No version was made.']);
    expect(explain(scenarios.draftBlockedMade)).toEqual([
      'Version 3 had to be made to be tried, as a session cannot be given the sub-agents of a draft. So it exists all the same: callers that name no version may run it already.',
    ]);
  });

  it.each([
    [[], 'to be tried.'],
    [['a'], 'as a session cannot be given a of a draft.'],
    [['a', 'b', 'c'], 'as a session cannot be given a, b and c of a draft.'],
    [['a', 'b', 'c', 'd', 'e'], 'as a session cannot be given a, b, c and 2 more of a draft.'],
  ])('names what made it necessary: %j', (differs, end) => {
    const pin = makeRememberedPin({ draft: makeDraft({ how: 'made-before', differs }) });
    expect(explainDraft(pin, makeChange())[1]).toContain(end);
  });
});
