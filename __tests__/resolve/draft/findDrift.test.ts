import { describe, expect, it } from '@jest/globals';
import type { AgentService } from '../../../src/domain/agentService.ts';
import { DIGEST_KEY } from '../../../src/domain/agentDraft.ts';
import { ServiceError } from '../../../src/domain/serviceError.ts';
import { findDrift } from '../../../src/resolve/draft/findDrift.ts';
import { loadDraft } from '../../helpers/draftWorld.ts';
import { FakeClock } from '../../helpers/fakeClock.ts';
import { makeAgentVersion } from '../../helpers/makeAgentVersion.ts';
import { stubService } from '../../helpers/stubService.ts';

const tool = { type: 'unheard-of' };
const file = {
  name: 'Ticket triage',
  model: 'claude-haiku-4-5',
  system: 'Route the ticket.',
  tools: [tool],
};

/** The tool of version 3 has a setting that the file does not have; `before` is asked for version 2. */
async function find(before: AgentService['agentVersion'], isMarked = true) {
  const draft = await loadDraft(file);
  const metadata = isMarked ? { [DIGEST_KEY]: draft.digest } : {};
  const version = makeAgentVersion({ version: 3, metadata, tools: [{ ...tool, depth: 3 }] });
  const clock = new FakeClock(0);
  const asked: (readonly [string, number])[] = [];
  const service = stubService({
    agentVersion: (agent, number, signal) => {
      asked.push([agent, number]);
      return before(agent, number, signal);
    },
  });
  const { signal } = new AbortController();
  const drift = await clock.until(findDrift(draft, version, { service, clock, signal }));
  return { drift, asked, clock, metadata };
}

const unmarked = async () => makeAgentVersion({ version: 2 });

describe('findDrift', () => {
  it('is none where Pin Gate made the version from this very file and the service filled something in', async () => {
    const { drift, asked } = await find(unmarked);
    expect(drift).toBeUndefined();
    expect(asked).toEqual([['agent_x', 2]]);
  });

  it('is one where the mark was inherited by an update by hand', async () => {
    const { digest } = await loadDraft(file);
    const { drift } = await find(async () =>
      makeAgentVersion({ version: 2, metadata: { [DIGEST_KEY]: digest } }),
    );
    expect(drift).toContain('the tools differ');
  });

  it('asks for nothing where the version has another mark or none', async () => {
    const { drift, asked } = await find(unmarked, false);
    expect(drift).toContain('the tools differ');
    expect(asked).toEqual([]);
  });

  it('tells the difference when the service fails, or does not answer within five seconds', async () => {
    const failing = await find(() => Promise.reject(new ServiceError('Managed Agents', 'forbidden', 'no')));
    expect(failing.drift).toContain('the tools differ');
    const silent = await find(() => new Promise(() => {}));
    expect(silent.drift).toContain('the tools differ');
    expect(silent.clock.now()).toBe(5_000);
    expect(silent.clock.sleeping).toBe(0);
  });
});
