import { describe, expect, it } from '@jest/globals';
import { createRulesModel } from '../../../../emulator/managed-agents/models/createRulesModel.ts';
import { createRandom } from '../../../../emulator/managed-agents/random.ts';
import { createTurn } from './createTurn.ts';

const model = createRulesModel();
const ask = (system: string, text: string) => model.answer(createTurn({ system, text })).reply;

const library = `You sort the mail of a city library.

## Desks

- loans: renewals, overdue books, fines
- events: readings, workshops, room bookings
- digital: e-books, downloads, the app (not fines)
- other: everything else

Answer with JSON: {"desk": "<loans|events|digital|other>"}`;

describe('labels and evidence', () => {
  it.each([
    ['My books are overdue, how high are the fines?', 'loans'],
    ['Is there a workshop in June?', 'events'],
    ['The download of an e-book stops', 'digital'],
    // A phrase that the description excludes counts against the label.
    ['The app says that there are fines', 'loans'],
    ['Where may I park?', 'other'],
    ['', 'other'],
  ])('%j → %s', (text, desk) => {
    expect(ask(library, text)).toBe(JSON.stringify({ desk }));
  });

  it('counts the first line double when more lines follow', () => {
    expect(ask(library, 'Renewals\n\nA reading')).toBe('{"desk":"loans"}');
    expect(ask(library, 'A reading\n\nRenewals')).toBe('{"desk":"events"}');
    // On one line both count the same, and the label listed first wins.
    expect(ask(library, 'A reading, renewals')).toBe('{"desk":"loans"}');
  });

  it.each<[string, string]>([
    ['a table', '| desk | matters |\n|---|---|\n| loans | fines |\n| events | readings |'],
    ['bare lines', 'Desks:\nloans: fines\nevents: readings'],
    ['bold names', '1. **loans** – fines\n2. **events** – readings'],
    ['names in parentheses’ company', '* loans (fines)\n* events (readings)'],
    ['verbs', '- loans handles fines\n- events is for readings'],
    ['a tag', '<desks>\n- `loans`: fines\n- `events`: readings\n</desks>'],
    ['one sentence', 'The desk is loans (fines) or events (readings).'],
    ['headings', '### loans\nFines.\n\n### events\nReadings.\n\nThe desk is one of loans, events.'],
    ['prose', 'Sort each message into loans or events. Loans handles fines. Events handles readings.'],
    ['nested items', '- loans:\n  - fines\n  - renewals\n- events:\n  - readings'],
    [
      'a rule among the labels',
      '- loans: fines\n- events: readings\n- Anything about parking goes to events.',
    ],
  ])('reads labels from %s', (_, labels) => {
    const system = `You sort mail.\n\n${labels}\n\nReply with a JSON object with the field "desk".`;
    expect(ask(system, 'a reading')).toBe('{"desk":"events"}');
    expect(ask(system, 'a fine')).toBe('{"desk":"loans"}');
  });

  it('says in prose that it cannot tell when the prompt has no labels', () => {
    expect(ask('Be nice.', 'Hello')).toBe('I cannot tell from my instructions which labels there are.');
    expect(ask('', 'Hello')).toBe('I cannot tell from my instructions which labels there are.');
  });
});

describe('rules', () => {
  const withRule = (rule: string) => library.replace('Answer with', `${rule}\n\nAnswer with`);
  const text = 'Reading room: my fines\n\nI have a fine because the app lost my renewal.';

  it('obeys a rule against the evidence, and its exception', () => {
    expect(ask(library, text)).toBe('{"desk":"loans"}');
    expect(ask(withRule('Anything about the app goes to digital.'), text)).toBe('{"desk":"digital"}');
    expect(ask(withRule('Anything about the app goes to digital, unless it mentions a fine.'), text)).toBe(
      '{"desk":"loans"}',
    );
    expect(ask(withRule('Never send anything that mentions a room to loans.'), text)).toBe(
      '{"desk":"events"}',
    );
  });

  it('lets a later rule amend an earlier one', () => {
    const rules = 'Anything about the app goes to digital. But if it mentions a room, it goes to events.';
    expect(ask(withRule(rules), text)).toBe('{"desk":"events"}');
    expect(ask(withRule(rules), 'The app is slow')).toBe('{"desk":"digital"}');
  });

  it('takes a mention only from one sentence, and quoted words only side by side', () => {
    const system = withRule('Anything about app fines goes to other. If it says "dead slow", choose other.');
    expect(ask(system, 'The app shows fines')).toBe('{"desk":"other"}');
    expect(ask(system, 'The app broke. Are there fines?')).toBe('{"desk":"loans"}');
    expect(ask(system, 'The app is dead slow')).toBe('{"desk":"other"}');
    expect(ask(system, 'The app is slow, nearly dead')).toBe('{"desk":"digital"}');
  });

  it('takes the fallback that a sentence names before the label for the rest', () => {
    expect(ask(withRule('When in doubt, choose events.'), 'Where may I park?')).toBe('{"desk":"events"}');
  });

  it('ignores vetoes that leave no label', () => {
    const all = ['loans', 'events', 'digital', 'other'].map((desk) => `Never use ${desk}.`).join(' ');
    expect(ask(withRule(all), 'fines')).toBe('{"desk":"loans"}');
  });
});

describe('the form of the reply', () => {
  it('has the fields of the form shown, in its order, each from its own labels', () => {
    const system = `Teams:
- red: fire, smoke
- blue: water, leaks

Urgency:
- now: danger, smoke
- later: everything else

Reply {"reason": "<one sentence, short>", "urgency": "...", "team": "...", "sure": true, "confidence": 0.9}`;
    expect(ask(system, 'smoke')).toBe(
      '{"reason":"chosen by keywords","urgency":"now","team":"red","sure":false,"confidence":1}',
    );
    expect(ask(system, 'a leak')).toBe(
      '{"reason":"chosen by keywords","urgency":"later","team":"blue","sure":false,"confidence":1}',
    );
  });

  it('takes the fields from a sentence when no form is shown', () => {
    const system =
      'Route to red or blue. Red handles fire. Blue handles water. The urgency is now or later. ' +
      'Answer in JSON with the keys team and urgency. If it mentions water, set urgency to later.';
    expect(ask(system, 'water')).toBe('{"team":"blue","urgency":"later"}');
  });

  it('takes the labels from an example in the form', () => {
    const system = 'Pick:\n- red: fire\n- blue: water\n\nExample: {"colour": "red"}';
    expect(ask(system, 'water')).toBe('{"colour":"blue"}');
  });

  it('names the field after the list, else `label`, when the prompt names none', () => {
    expect(ask('Categories:\n- red: fire\n- blue: water\nAnswer in JSON.', 'water')).toBe(
      '{"category":"blue"}',
    );
    expect(ask('Pick:\n- red: fire\n- blue: water\nAnswer in JSON.', 'water')).toBe('{"label":"blue"}');
  });

  it('is the label alone when the prompt asks for no JSON', () => {
    expect(ask('Classify the text as one of: spam, ham. Anything about prizes is spam.', 'Prizes!')).toBe(
      'spam',
    );
  });

  it('spells labels as the list does, whatever the rule does', () => {
    const system =
      'Teams:\n- Field-Service: pumps\n- Parts: hoses\n\nHoses go to field service. {"team": ""}';
    expect(ask(system, 'hose')).toBe('{"team":"Field-Service"}');
  });
});

describe('costs', () => {
  it('counts four characters a token and takes the time it is told', () => {
    const system = 'Teams:\n- red: fire\n- blue: water';
    expect(model.answer(createTurn({ system, text: 'water' }))).toEqual({
      reply: 'blue',
      latencyMs: 0,
      inputTokens: Math.ceil(system.length / 4) + 2,
      outputTokens: 1,
    });
    const slow = createRulesModel({ latency: { uniform: [100, 200] } });
    expect(slow.answer(createTurn({ system, random: () => 0.5 })).latencyMs).toBe(150);
  });

  it('gives the same reply to the same turn whatever the random numbers', () => {
    const replies = ['a', 'b', 'c'].map((seed) =>
      createRulesModel().answer(
        createTurn({ system: library, text: 'Is there a workshop?', random: createRandom(seed) }),
      ),
    );
    expect(new Set(replies.map(({ reply }) => reply))).toEqual(new Set(['{"desk":"events"}']));
  });

  it('reads prompts of any shape in good time', () => {
    const hostile = [
      '{',
      '{"a":',
      '- a: b\n',
      '- a\n',
      '| a ',
      '<a>\n',
      '(',
      'a: b\n',
      'one of a, ',
      '"',
      '\n ',
    ];
    const started = performance.now();
    for (const part of hostile) {
      ask(part.repeat(Math.floor(100_000 / part.length)), 'word '.repeat(2_000));
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
