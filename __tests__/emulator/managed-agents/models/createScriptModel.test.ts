import { describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../../../emulator/managed-agents/models/createScriptModel.ts';
import { parseModelScript } from '../../../../emulator/managed-agents/models/script/parseModelScript.ts';
import { createRandom } from '../../../../emulator/managed-agents/random.ts';
import { createTurn } from './createTurn.ts';

const createModel = (script: unknown) => createScriptModel(parseModelScript(script));
const say = (reply: string) => [{ reply }];

describe('which answer', () => {
  const model = createModel({
    answers: [
      { text: 'ping', version: 2, replies: say('whole text, version 2') },
      { text: 'ping', replies: say('whole text') },
      { metadata: { fixture: 'T-1', trial: '0' }, replies: say('first trial') },
      { metadata: { fixture: 'T-1' }, version: [2, 3], replies: say('later versions') },
      { text: { contains: 'usage' }, agent: 'agent_2', replies: say('usage, another agent') },
      { text: { matches: '^subject: .*QUOTA', flags: 'is' }, replies: say('quota') },
      { version: 7, replies: say('version 7') },
    ],
    otherwise: say('otherwise'),
  });

  it.each([
    [{ text: 'ping', version: 2 }, 'whole text, version 2'],
    [{ text: '\n ping\n', version: 1 }, 'whole text'],
    [{ text: 'ping ping' }, 'otherwise'],
    [{ metadata: { fixture: 'T-1', trial: '0', run: '9' }, version: 2 }, 'first trial'],
    [{ metadata: { fixture: 'T-1', trial: '1' }, version: 3 }, 'later versions'],
    [{ metadata: { fixture: 'T-1', trial: '1' }, version: 4 }, 'otherwise'],
    [{ metadata: { fixture: 'T-2', trial: '0' } }, 'otherwise'],
    [{ text: 'API usage', agent: 'agent_2' }, 'usage, another agent'],
    [{ text: 'API usage' }, 'otherwise'],
    [{ text: 'Subject: hi\n\nour quota' }, 'quota'],
    [{ text: 'anything', version: 7 }, 'version 7'],
    // Whichever index finds them, the first of the script wins.
    [{ text: 'ping', metadata: { fixture: 'T-1', trial: '0' }, version: 7 }, 'whole text'],
    [{ text: 'Subject: quota', metadata: { fixture: 'T-1' }, version: 2 }, 'later versions'],
    [{ text: 'Subject: quota', version: 7 }, 'quota'],
  ])('%j → %s', (turn, reply) => {
    expect(model.answer(createTurn(turn)).reply).toBe(reply);
  });

  it('throws a sentence when nothing matches and the script has no otherwise', () => {
    const strict = createModel({ answers: [{ version: 1, replies: say('one') }] });
    expect(() => strict.answer(createTurn({ version: 2, text: 'x'.repeat(100) }))).toThrow(
      `The model script has no answer for version 2 of agent_1 and the text "${'x'.repeat(79)}…": add one, or an \`otherwise\`.`,
    );
  });

  it('does not take an inherited property for metadata', () => {
    const odd = createModel({
      answers: [{ metadata: { toString: 'x' }, replies: say('a') }],
      otherwise: say('b'),
    });
    expect(odd.answer(createTurn()).reply).toBe('b');
  });
});

describe('which reply', () => {
  const script = (replies: unknown) => createModel({ answers: [{ replies }] });
  const at = (model: ReturnType<typeof createScriptModel>, point: number) =>
    model.answer(createTurn({ random: () => point })).reply;

  it('gives the replies without a probability equal shares of what is left', () => {
    const model = script([{ reply: 'a', probability: 0.5 }, { reply: 'b' }, { reply: 'c' }]);
    expect([0, 0.49, 0.5, 0.74, 0.75, 0.99].map((point) => at(model, point))).toEqual([
      'a',
      'a',
      'b',
      'b',
      'c',
      'c',
    ]);
  });

  it('never gives a reply of probability 0, not even where rounding leaves a gap', () => {
    const tenths = Array.from({ length: 10 }, (_, i) => ({ reply: `${i}`, probability: 0.1 }));
    const model = script([{ reply: 'never', probability: 0 }, ...tenths, { reply: 'never', probability: 0 }]);
    expect(at(model, 0)).toBe('0');
    expect(at(model, 1 - 2 ** -53)).toBe('9');
  });

  it('is right as often as the script says', () => {
    const model = script([
      { reply: { team: 'billing' }, probability: 0.7 },
      { reply: { team: 'auth' }, probability: 0.3 },
    ]);
    const random = createRandom('odds');
    const replies = Array.from({ length: 10_000 }, () => model.answer(createTurn({ random })).reply);
    const right = replies.filter((reply) => reply === '{"team":"billing"}').length;
    // Four standard errors of √(0.7 · 0.3 / 10000).
    expect(Math.abs(right / 10_000 - 0.7)).toBeLessThan(0.0184);
    expect(new Set(replies)).toEqual(new Set(['{"team":"billing"}', '{"team":"auth"}']));
  });

  it('gives the same replies for the same seed', () => {
    const model = script([
      { reply: 'a', probability: 0.5, latencyMs: { uniform: [0, 100] } },
      { reply: 'b' },
    ]);
    const run = () => {
      const random = createRandom('again');
      return Array.from({ length: 50 }, () => model.answer(createTurn({ random })));
    };
    expect(run()).toEqual(run());
  });

  it('does not let a latency change the replies after it', () => {
    const replies = (latencyMs: unknown) => {
      const model = script([{ reply: 'a', probability: 0.5, latencyMs }, { reply: 'b' }]);
      const random = createRandom('latency');
      return Array.from({ length: 50 }, () => model.answer(createTurn({ random })).reply);
    };
    expect(replies(5)).toEqual(replies({ lognormal: { median: 100, sigma: 1 } }));
  });
});

describe('what an answer costs', () => {
  it('counts four characters a token where the script says nothing', () => {
    const model = createModel({ answers: [{ replies: [{ reply: ['12345', '678'] }] }] });
    expect(model.answer(createTurn({ system: '12345678', text: '123' }))).toEqual({
      reply: ['12345', '678'],
      latencyMs: 0,
      inputTokens: 3,
      outputTokens: 2,
    });
  });

  it("takes a reply's own numbers before the defaults", () => {
    const model = createModel({
      defaults: {
        latencyMs: 10,
        inputTokens: 1,
        outputTokens: 2,
        cacheReadTokens: 3,
        cacheCreationTokens: 4,
      },
      answers: [
        { version: 1, replies: say('default') },
        {
          replies: [
            {
              reply: 'own',
              latencyMs: 0,
              inputTokens: 0,
              outputTokens: 0,
              cacheReadTokens: 0,
              cacheCreationTokens: 0,
              stopReason: 'refusal',
              stopDetail: 'policy',
            },
          ],
        },
      ],
    });
    expect(model.answer(createTurn())).toEqual({
      reply: 'default',
      latencyMs: 10,
      inputTokens: 1,
      outputTokens: 2,
      cacheReadTokens: 3,
      cacheCreationTokens: 4,
    });
    expect(model.answer(createTurn({ version: 2 }))).toEqual({
      reply: 'own',
      latencyMs: 0,
      inputTokens: 0,
      outputTokens: 0,
      cacheReadTokens: 0,
      cacheCreationTokens: 0,
      stopReason: 'refusal',
      stopDetail: 'policy',
    });
  });
});

describe('a large script', () => {
  const fixtures = 20_000;
  const answers = [1, 2].flatMap((version) =>
    Array.from({ length: fixtures }, (_, i) => ({
      metadata: { run: 'r', fixture: `T-${i}` },
      version,
      replies: say(`${version}/${i}`),
    })),
  );
  const texts = Array.from({ length: fixtures }, (_, i) => ({
    text: `text ${i}`,
    replies: say(`text/${i}`),
  }));
  const model = createModel({ answers: [...answers, ...texts] });

  it('looks answers up instead of searching for them', () => {
    // A search would compare 60,000 answers for each turn: 1.2 thousand million, far beyond the test's time.
    const wrong = Array.from({ length: fixtures }, (_, i) => i).filter((i) => {
      const metadata = { fixture: `T-${i}`, run: 'r' };
      return (
        model.answer(createTurn({ version: 2, metadata })).reply !== `2/${i}` ||
        model.answer(createTurn({ text: `text ${i}` })).reply !== `text/${i}`
      );
    });
    expect(wrong).toEqual([]);
  });
});
