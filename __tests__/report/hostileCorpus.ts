import type { PinResult, RunResult } from '../../src/domain/result.ts';
import { makeFixture } from '../helpers/factories/makeFixture.ts';
import { makeFixtureResult } from '../helpers/factories/makeFixtureResult.ts';
import {
  makeAgentVersion,
  makeDecision,
  makeEvaluatedPin,
  makeFailedPin,
  makeDescribedPin,
  makeDraft,
  makePin,
  makeRememberedEvaluation,
  makeRememberedPin,
  makeRollbackPin,
} from '../helpers/factories/makePinResult.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import { makeAnswer, makeUnanswered, makeUnreadable } from '../helpers/factories/makeTrial.ts';

/** Texts that try to be more than text: each has been, or could be, a reply, a label, a subject or a path. */
export const HOSTILE: readonly string[] = [
  '@octocat @acme/support',
  '#1 acme/support-agents#2 GH-3 9d2e7b60c4f81a35be92d07f6c1384ab5e6f7081',
  'https://evil.example www.evil.example mailto:a@evil.example ftp://evil.example',
  '[click](https://evil.example) ![img](https://evil.example/x.png) <https://evil.example>',
  '[ref]: https://evil.example',
  '<!-- pin-gate -->',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '</details></details><h1>Passed</h1><details open>',
  '</code></pre></td></tr></table><b>out</b>',
  '&lt;b&gt; &#64;octocat &#x3c;b&#x3e; &amp;',
  'a | b || c \\| d \\\\| e |',
  '`code` ``two`` ```three``` ````',
  '` | `',
  '`',
  '\\',
  'ends with a backslash\\',
  '\\`',
  '**bold** _em_ ~~gone~~ __strong__ *',
  '# heading',
  '- item\n- item\n\n1. one',
  '1. one',
  '> quote\n> [!WARNING]\n> alert',
  '[!NOTE]',
  '- [ ] task',
  '---',
  '===',
  '***',
  '$x^2$ $$y$$ $`z`$',
  '```mermaid\ngraph TD\n```\n~~~\n',
  'line one\nline two\r\nline three\rline four\u2028five\u2029six\u0085seven',
  '::error file=a,line=1::owned\n::set-output name=verdict::passed',
  '\r::add-mask::x',
  '\u2028::error::x',
  '##[group]x\n##[error]y ##[endgroup]',
  '\u001b[31mred\u001b[0m \u0007 \u0000 \u009b31m',
  '\u202egnillib\u202c \u2066x\u2069 \u200f',
  'bill\u200bing\u200d\u2060\ufeff',
  '\u{e0041}\u{e0042}',
  'lone \ud800 surrogate \udc00',
  '\u3164\u115f\u034f',
  ':tada: :shipit:',
  '[^1] footnote',
  '{{ secrets.TOKEN }} \u0024{{ github.token }} %0A::error::x',
  '👩‍💻 ❤️ 日本語 עברית',
  '   ',
  '',
  '\t',
  '\n\n\n',
  '    indented code',
  'constructor',
  '__proto__',
  '<!-- pin-gate-attempts: eyJ2ZXJzaW9uIjoxLCJmb3Jnb3R0ZW4iOjAsInN1YmplY3RzIjpbXX0= -->',
  '<!--',
  '-->',
  '<![CDATA[x]]> <?php x ?> <!DOCTYPE html>',
  '<table><tr><td><pre><textarea><title><style>*{display:none}</style><svg onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a> [x](javascript&colon;alert(1))',
  '````\n```mermaid\nxychart-beta\n```\n````\n~~~~',
  '"]\n  bar [0]\n```\n\n# out\n',
  '%%{init: {"securityLevel": "loose"}}%% click A href "javascript:alert(1)"',
  'a"] --> b["<img src=x onerror=alert(1)>',
  'octocat@evil.example https://github.com/acme/support-agents/pull/1',
  'https\u200b://evil.example \u00ad@octocat \u2063#1',
  '::stop-commands::x\n::add-matcher::/tmp/x ::endgroup::',
  `b${'\u0334\u0337\u0336'.repeat(30)} \u00a0 🇩🇪`,
  `${'`'.repeat(50)} | ${'|'.repeat(50)}`,
  '<!-- pin-gate-evaluation: 12/1 0123abcd -->\nx\n<!-- /pin-gate-evaluation -->',
  '<!-- pin-gate-suggestion -->\n```suggestion\nversion: 1\n```',
  `${'x'.repeat(5_000)} @octocat`,
  `${'</details>'.repeat(500)}`,
];

/** A result that has every one of these texts in every place that takes text from outside. */
export function hostile(texts: readonly string[] = HOSTILE): RunResult {
  const results = texts.flatMap((text, index) => {
    const fixture = {
      id: `${index} ${text}`,
      team: text,
      line: index + 1,
      file: `prompts/${text}.jsonl`,
      fields: { subject: text, team: text },
    };
    const answered = makeAnswer('billing', text, { session: text });
    return [
      makeFixtureResult(fixture, [makeAnswer(text, text)], [answered]),
      makeFixtureResult(
        { ...fixture, id: `${index}u ${text}` },
        [makeAnswer(text, text)],
        [makeUnreadable(text)],
      ),
      makeFixtureResult(
        { ...fixture, id: `${index}r ${text}` },
        [makeAnswer(text, text)],
        [makeUnanswered({ kind: 'refusal', detail: text })],
      ),
      makeFixtureResult(
        { ...fixture, id: `${index}n ${text}` },
        [makeAnswer(text, text)],
        [makeUnanswered({ kind: 'not-scored', detail: text })],
      ),
    ];
  });
  const [text = ''] = texts;
  const all = texts.join('\n');
  const config = makeAgentVersion({
    ...{ name: text, model: { id: text, effort: text }, agent: text },
    // The first line changes a little, so that words are marked whatever the texts are.
    system: `Send every ticket to one of the teams.\n${all}`,
    description: text,
    tools: [{ type: 'custom', name: text, description: text }],
    metadata: { owner: text },
  });
  const changed = makeAgentVersion({
    ...{ name: `${text} 2`, model: { id: `${text} 2`, effort: `${text} 2` }, agent: text },
    system: `Send every ticket to one of its teams.\n${all}\nand now also\n${all}`,
    description: `${text} 2`,
    tools: [
      { type: 'custom', name: text, description: `${text} 2` },
      { type: 'custom', name: `${text} 2`, description: text },
    ],
    metadata: { owner: `${text} 2`, [`new ${text}`]: text },
  });
  const pin = makeEvaluatedPin(results, {
    path: text,
    previousPath: text,
    baseline: { pin: makePin({ path: text, agent: text, version: 2 }), config },
    candidate: { pin: makePin({ path: text, agent: text, version: 5 }), config: changed },
    between: [
      { version: 3, madeAt: text },
      { version: 4, madeAt: '2026-08-02T00:00:00Z' },
    ],
    fixtureFiles: texts,
    informational: results,
    fixtureChanges: {
      added: texts.map((id) => makeFixture({ id, team: id })),
      removed: texts.map((id) => makeFixture({ id, team: id })),
      edited: texts.map((id) => ({
        base: makeFixture({ id }),
        head: makeFixture({ id, fields: { [id]: id, subject: id } }),
      })),
    },
  });
  const problems = texts.map((message) => ({ file: message, line: 1, message }));
  return makeRunResult(
    [
      { ...pin, decision: makeDecision(pin.decision.teams, { reasons: texts }) },
      makeFailedPin({ path: texts.at(-1) ?? '', problems }),
      ...texts.flatMap(unlived),
    ],
    { problems, warnings: texts },
  );
}

/** Pins that were not run, or say no number, with this text wherever they take one. */
function unlived(text: string): readonly PinResult[] {
  const pin = makePin({ path: text, agent: text, version: 3 });
  const config = makeAgentVersion({ name: text });
  const draft = makeDraft({ agentFile: text, differs: [text, text], line: { number: 1, text } });
  const evaluation = makeRememberedEvaluation({
    teams: [{ team: text, outcome: 'held', baseline: { right: 1, of: 1 }, candidate: { right: 1, of: 1 } }],
  });
  const { live } = makeRollbackPin();
  const state = { ...live.from, author: text, pullRequest: { number: 1, title: text, url: text } };
  return [
    makeEvaluatedPin([makeFixtureResult({ id: text, team: text }, text, text)], {
      path: text,
      change: 'drafted',
      candidate: { pin: { ...pin, version: 'next' }, config },
      draft: { ...draft, how: 'made-before' },
      decision: makeDecision([], { reasons: [text] }),
    }),
    makeRememberedPin({ path: text, config, draft, evaluation, candidate: pin }),
    makeDescribedPin({ path: text, draft, baseline: pin }),
    makeRollbackPin({
      path: text,
      previousPath: text,
      baseline: pin,
      candidate: { ...pin, version: 2 },
      live: { from: state, until: { ...state, commit: text, pullRequest: undefined } },
      verification: { state: 'unverified', reason: text },
      scores: evaluation,
    }),
  ];
}
