import { describe, expect, it } from '@jest/globals';

import type { AgentVersion } from '../../src/domain/agent.ts';
import type { AgentService } from '../../src/domain/agentService.ts';
import type { NumberedPinChange, Pin } from '../../src/domain/pin.ts';
import { GateError } from '../../src/domain/problem.ts';
import { ServiceError, type ServiceErrorKind } from '../../src/domain/serviceError.ts';
import { resolveVersions } from '../../src/resolve/resolveVersions.ts';
import { FakeClock } from '../helpers/fakeClock.ts';
import { makeAgentVersion } from '../helpers/makeAgentVersion.ts';
import { makePolicy } from '../helpers/makePolicy.ts';
import { stubService } from '../helpers/stubService.ts';

const PATH = 'prompts/x/pinned-version.yml';
const pin = (version: number, agent = 'agent_x'): Pin => ({ path: PATH, agent, version, versionLine: 2 });
const BUMP: NumberedPinChange = { kind: 'bumped', path: PATH, baseline: pin(1), candidate: pin(2) };
const NEW: NumberedPinChange = { kind: 'added', path: PATH, candidate: pin(2) };

const failure = (kind: ServiceErrorKind, status: number, message: string) =>
  new ServiceError('Managed Agents', kind, message, { status, requestId: 'req_1' });

/** A service that has these versions of agents, and answers 404 as the real one does. */
function serviceWith(versions: readonly AgentVersion[]): AgentService & { readonly calls: string[] } {
  const calls: string[] = [];
  const service = stubService({
    async agentVersion(id, version) {
      calls.push(`${id} ${version}`);
      const found = versions.find((one) => one.agent === id && one.version === version);
      if (found === undefined) {
        const known = versions.some((one) => one.agent === id);
        throw failure('not-found', 404, known ? 'Agent version not found.' : 'Agent not found.');
      }
      return found;
    },
    async agent(id) {
      calls.push(id);
      const found = versions.findLast((one) => one.agent === id);
      if (found === undefined) throw failure('not-found', 404, 'Agent not found.');
      return found;
    },
  });
  return { ...service, calls };
}

function resolve(
  change: NumberedPinChange,
  service: AgentService,
  policy: Readonly<Record<string, unknown>> = {},
  from: 'base' | 'head' = 'base',
) {
  const clock = new FakeClock();
  const source = { policy: makePolicy(policy), path: 'prompts/x/gate.yml', commit: 'c0ffee', from };
  return clock.until(resolveVersions(change, { service, clock, source }));
}

async function problemsOf(promise: Promise<unknown>): Promise<readonly string[]> {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    for (const problem of error.problems) expect(problem).toMatchObject({ file: PATH, line: 2 });
    return error.problems.map(({ message }) => message);
  }
  throw new Error('expected a GateError');
}

describe('resolveVersions', () => {
  it('fetches both, one request each', async () => {
    const versions = [makeAgentVersion(), makeAgentVersion({ version: 2 })];
    const service = serviceWith(versions);
    expect(await resolve(BUMP, service)).toEqual({ baseline: versions[0], candidate: versions[1] });
    expect(service.calls).toEqual(['agent_x 1', 'agent_x 2']);
  });

  it('fetches the candidate alone for a new pin', async () => {
    const candidate = makeAgentVersion({ version: 2 });
    const service = serviceWith([candidate]);
    expect(await resolve(NEW, service)).toEqual({ baseline: undefined, candidate });
    expect(service.calls).toEqual(['agent_x 2']);
  });

  it('names the newest version when the pinned one does not exist', async () => {
    expect(await problemsOf(resolve(BUMP, serviceWith([makeAgentVersion()])))).toEqual([
      'The candidate\'s version 2 of agent "agent_x" does not exist: the newest is 1. Pin an existing version, or ' +
        'create it first.',
    ]);
  });

  it('tells a missing agent from a missing version', async () => {
    expect(await problemsOf(resolve(NEW, serviceWith([])))).toEqual([
      'The candidate\'s agent "agent_x" does not exist (404, "Agent not found."): check the id, and that the key in ' +
        "the input `anthropic-api-key` belongs to the agent's workspace.",
    ]);
  });

  it('reports both sides together', async () => {
    const moved: NumberedPinChange = {
      kind: 'moved-agent',
      path: PATH,
      baseline: pin(9),
      candidate: pin(1, 'agent_y'),
    };
    const problems = await problemsOf(resolve(moved, serviceWith([makeAgentVersion({ version: 3 })])));
    expect(problems.map((problem) => problem.slice(0, 48))).toEqual([
      'The candidate\'s agent "agent_y" does not exist (',
      'The baseline\'s version 9 of agent "agent_x" does',
    ]);
  });

  it('says what an agent id looks like when the service refuses it', async () => {
    const service = stubService({
      agentVersion: () => Promise.reject(failure('invalid', 400, 'Invalid agent ID.')),
    });
    expect(await problemsOf(resolve(NEW, service))).toEqual([
      'The candidate\'s agent "agent_x" is refused by Managed Agents (400, "Invalid agent ID."): expected the id of an ' +
        'agent, such as `agent_011CZo6t9Cr6Eg5TeFFPWPpi`, as the Console shows it.',
    ]);
  });

  it.each<[ServiceErrorKind, number, string]>([
    [
      'unauthorized',
      401,
      'The API key is missing, mistyped or revoked: check the secret that the workflow passes as the input ' +
        '`anthropic-api-key`. A pull request from a fork gets no secrets.',
    ],
    [
      'forbidden',
      403,
      "The key in the input `anthropic-api-key` lacks a permission: it has to belong to the agent's workspace, and " +
        'that workspace needs access to Managed Agents.',
    ],
    [
      'spend-limit',
      429,
      'It looks as if a spend limit is reached: raise it in the Console, then run the check again.',
    ],
    [
      'unavailable',
      503,
      'The service could not be reached or failed, several times in a row: run the check again later.',
    ],
  ])('says what to do about %s', async (kind, status, advice) => {
    const service = stubService({ agentVersion: () => Promise.reject(failure(kind, status, 'no')) });
    expect(await problemsOf(resolve(NEW, service))).toEqual([
      `Could not read version 2 of agent "agent_x" (Managed Agents answered ${status}: "no", request req_1). ${advice}`,
    ]);
  });

  it('says so when the newest version cannot be asked for', async () => {
    const service = stubService({
      agentVersion: () => Promise.reject(failure('not-found', 404, 'Agent version not found.')),
      agent: () => Promise.reject(failure('forbidden', 403, 'no')),
    });
    expect((await problemsOf(resolve(NEW, service)))[0]).toMatch(
      /^Could not read agent "agent_x" \(Managed Agents answered 403/,
    );
  });

  it('gets over a service that is away for a moment', async () => {
    const versions = [makeAgentVersion(), makeAgentVersion({ version: 2 })];
    const good = serviceWith(versions);
    let calls = 0;
    const service: AgentService = {
      ...good,
      agentVersion(id, version, signal) {
        calls += 1;
        return calls <= 3
          ? Promise.reject(failure('unavailable', 503, 'no'))
          : good.agentVersion(id, version, signal);
      },
    };
    expect(await resolve(BUMP, service)).toEqual({ baseline: versions[0], candidate: versions[1] });
  });

  it('refuses archived agents', async () => {
    const archivedAt = '2026-07-01T00:00:00Z';
    const service = serviceWith([
      makeAgentVersion({ archivedAt }),
      makeAgentVersion({ version: 2, archivedAt }),
    ]);
    expect(await problemsOf(resolve(BUMP, service))).toEqual([
      'The candidate\'s agent "agent_x" was archived at 2026-07-01T00:00:00Z, and an archived agent cannot be run. ' +
        'Pin an agent that is in use.',
      'The baseline\'s agent "agent_x" was archived at 2026-07-01T00:00:00Z, and an archived agent cannot be run. ' +
        'Without its baseline this change cannot be judged: somebody who may bypass this check has to merge it.',
    ]);
  });

  it('does not take another version than the one it asked for', async () => {
    const service = stubService({ agentVersion: async () => makeAgentVersion({ version: 7 }) });
    expect(await problemsOf(resolve(NEW, service))).toEqual([
      'Asked for the candidate, version 2 of agent "agent_x", and was given version 7 of agent "agent_x": check what ' +
        'stands behind `anthropic-base-url`.',
    ]);
  });

  it('lets a fault of our own through', async () => {
    const service = stubService({ agentVersion: () => Promise.reject(new TypeError('a bug')) });
    await expect(resolve(NEW, service)).rejects.toThrow(TypeError);
  });
});

describe('agents that would act', () => {
  const acting: Partial<AgentVersion> = {
    tools: [
      { type: 'agent_toolset_20260401' },
      { type: 'custom', name: 'refund' },
      { type: 'mcp_toolset', mcp_server_name: 'crm' },
    ],
    mcpServers: [{ type: 'url', name: 'crm', url: 'https://crm.example' }],
    multiagent: { type: 'coordinator' },
  };
  const safe = makeAgentVersion();
  const armed = makeAgentVersion({ version: 2, ...acting });

  it('are refused by default, each power by its name', async () => {
    expect(await problemsOf(resolve(BUMP, serviceWith([safe, armed])))).toEqual([
      'The candidate (version 2 of "agent_x") has the tool `agent_toolset_20260401`, the tool `refund`, the tool `crm`, ' +
        'the MCP server `crm` and sub-agents, so evaluating it would act for real; no session was started. If that is ' +
        'what you want, set `tools: run` in `prompts/x/gate.yml` on the base branch first.',
    ]);
  });

  it.each<Partial<AgentVersion>>([
    { tools: [{ type: 'agent_toolset_20260401' }] },
    { mcpServers: [{ name: 'crm' }] },
    { multiagent: { type: 'coordinator' } },
    { tools: ['odd'] },
  ])('are refused for any single power: %j', async (power) => {
    const service = serviceWith([safe, makeAgentVersion({ version: 2, ...power })]);
    expect(await problemsOf(resolve(BUMP, service))).toHaveLength(1);
  });

  it('are refused as a baseline, too', async () => {
    const service = serviceWith([makeAgentVersion(acting), makeAgentVersion({ version: 2 })]);
    expect((await problemsOf(resolve(BUMP, service)))[0]).toMatch(
      /^The baseline \(version 1 of "agent_x"\) has the tool/,
    );
  });

  it('are run where the base says so', async () => {
    expect(await resolve(BUMP, serviceWith([safe, armed]), { tools: 'run' })).toEqual({
      baseline: safe,
      candidate: armed,
    });
  });

  it('are not run because the change itself says so', async () => {
    const [problem] = await problemsOf(resolve(NEW, serviceWith([armed]), { tools: 'run' }, 'head'));
    expect(problem).toMatch(
      /If that is what you want, merge `prompts\/x\/gate\.yml` with `tools: run` into the base branch first: a change cannot allow itself to run tools\.$/,
    );
  });

  it('are not those that only have skills', async () => {
    const skilled = makeAgentVersion({ version: 2, skills: [{ type: 'anthropic', skill_id: 'xlsx' }] });
    expect(await resolve(NEW, serviceWith([skilled]))).toEqual({ baseline: undefined, candidate: skilled });
  });
});
