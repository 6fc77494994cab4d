import { describe, expect, it } from '@jest/globals';
import type { RunResult } from '../../../src/domain/result.ts';
import { annotations } from '../../../src/report/annotations.ts';
import { buildReport } from '../../../src/report/buildReport.ts';
import { renderComment } from '../../../src/report/renderComment.ts';
import { renderJson } from '../../../src/report/renderJson.ts';
import { renderSummary } from '../../../src/report/renderSummary.ts';
import { renderTerminal } from '../../../src/report/renderTerminal.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import {
  makeAgentVersion,
  makeEvaluatedPin,
  makePin,
  makePolicy,
} from '../../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../../helpers/factories/makeRunResult.ts';

const SECRET = '4711-SECRET';

/** The secret in every text of an agent that is not a name; `replies` are shown, so that nothing else withholds. */
function leaky(prompt: 'yes' | 'no' | 'auto'): RunResult {
  const withSecret = (number: number) => ({
    system: `Route it.\n${SECRET} ${number}`,
    description: `${SECRET} ${number}`,
    tools: [{ type: 'custom', name: 'refund', description: `${SECRET} ${number}` }, `${SECRET} ${number}`],
    mcpServers: [{ type: 'url', name: 'crm', url: `https://${SECRET}-${number}.example` }],
    skills: [{ type: 'custom', skill_id: 'tone', version: `${SECRET} ${number}` }],
    multiagent: { type: `${SECRET} ${number}` },
    metadata: { owner: `${SECRET} ${number}` },
  });
  const pin = makeEvaluatedPin([makeFixtureResult()], {
    baseline: { pin: makePin(), config: makeAgentVersion(withSecret(1)) },
    candidate: {
      pin: makePin({ version: 2 }),
      config: makeAgentVersion({
        version: 2,
        model: { id: 'claude-sonnet-5', effort: 'high' },
        ...withSecret(2),
      }),
    },
  });
  const policy = makePolicy({ show: { prompt, replies: 'yes' } });
  return makeRunResult([{ ...pin, source: { ...pin.source, policy } }]);
}

const REPORTS = [
  ['comment', renderComment],
  ['summary', renderSummary],
  ['terminal', renderTerminal],
  ['json', renderJson],
  ['annotations', (...input: Parameters<typeof annotations>) => JSON.stringify(annotations(...input))],
  ['model', (...input: Parameters<typeof buildReport>) => JSON.stringify(buildReport(...input))],
] as const;

describe.each(REPORTS)('the %s', (name, render) => {
  it.each([
    ['auto', true],
    ['auto', undefined],
    ['no', false],
    ['no', true],
  ] as const)('withholds prompts: show %s, public %s', (prompt, isPublic) => {
    const { publicRepository: _, ...context } = makeReportContext();
    const text = render(
      leaky(prompt),
      isPublic === undefined ? context : { ...context, publicRepository: isPublic },
    );
    expect(text).not.toContain('SECRET');
  });

  it.each([
    ['auto', false],
    ['yes', true],
  ] as const)('shows prompts: show %s, public %s', (prompt, publicRepository) => {
    if (name === 'annotations') return;
    expect(render(leaky(prompt), makeReportContext({ publicRepository }))).toContain(SECRET);
  });

  it('keeps counts, names, and what the model is', () => {
    if (name === 'annotations' || name === 'model') return;
    const text = render(leaky('no'), makeReportContext());
    for (const kept of ['Prompt: 1 line added, 1 removed', 'claude-sonnet-5', 'effort', 'refund']) {
      expect(text).toContain(kept);
    }
  });
});

describe('the place where something is withheld', () => {
  const how = '`show: { prompt: yes }` in `gate.yml` shows it.';

  it('says so, and how to see it', () => {
    const inPublic = makeReportContext({ publicRepository: true });
    expect(renderComment(leaky('auto'), inPublic)).toContain(
      `The texts are withheld on public repositories: ${how}`,
    );
    expect(renderTerminal(leaky('auto'), inPublic)).toContain(
      `The texts are withheld on public repositories: ${how}`,
    );
    expect(renderComment(leaky('no'), makeReportContext())).toContain(
      `The texts are withheld by the policy: ${how}`,
    );
  });

  it('says nothing where there is nothing to withhold', () => {
    const config = makeAgentVersion();
    const pin = makeEvaluatedPin([], {
      baseline: { pin: makePin(), config },
      candidate: { pin: makePin({ version: 2 }), config: { ...config, version: 2, model: { id: 'other' } } },
    });
    const comment = renderComment(makeRunResult([pin]), makeReportContext({ publicRepository: true }));
    expect(comment).toContain('Prompt: identical; model `claude-haiku-4-5` → `other`.');
    expect(comment).not.toContain('withheld');
  });
});
