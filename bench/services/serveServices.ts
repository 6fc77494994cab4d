/**
 * Both emulators in a process of their own, so that what they do takes no time from whoever holds the watch.
 * Spoken to over the channel of `fork`, one request at a time: see startServices.ts.
 */
import { createGitHub, type GitHub } from '../../emulator/github/createGitHub.ts';
import {
  createManagedAgents,
  type ManagedAgents,
} from '../../emulator/managed-agents/createManagedAgents.ts';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { parseModelScript } from '../../emulator/managed-agents/models/script/parseModelScript.ts';
import { teams } from '../makeTickets.ts';
import {
  type Addresses,
  agent,
  type Counts,
  environment,
  requestSchema,
  type ServiceRequest,
  type ServiceSpec,
} from './serviceSpec.ts';

interface Services {
  readonly spec: ServiceSpec;
  readonly agents: ManagedAgents;
  readonly github: GitHub;
  pullRequests: number;
  /** GitHub's counts when the last pull request was opened. */
  before: Readonly<Record<string, number>>;
}

let services: Services | undefined;

process.on('message', (message) => {
  answer(requestSchema.parse(message)).then(
    (ok) => process.send?.({ ok }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});

// Whoever started this process may be gone without a word.
process.on('disconnect', () => process.exit());

async function answer(request: ServiceRequest): Promise<unknown> {
  if (request.do === 'start') {
    services = await start(request.spec);
    return addressesOf(services);
  }
  if (services === undefined) throw new Error(`"${request.do}" before "start"`);
  switch (request.do) {
    case 'open-pull-request':
      return openPullRequest(services);
    case 'count':
      return count(services);
    case 'stop':
      await Promise.all([services.agents.close(), services.github.close()]);
      return null;
  }
}

async function start(spec: ServiceSpec): Promise<Services> {
  const version = (rule: string) => ({
    name: 'ticket-triage',
    model: 'claude-haiku-4-5',
    system: `Say which team a ticket is for: ${teams.join(', ')}. ${rule}`,
  });
  const agents = await createManagedAgents({
    model: createScriptModel(
      parseModelScript({
        defaults: { latencyMs: spec.modelMs, inputTokens: 250, outputTokens: 20 },
        answers: teams.map((team) => ({ text: { contains: team }, replies: [{ reply: { team } }] })),
      }),
    ),
    seedState: {
      environments: [{ id: environment, name: 'pin-gate' }],
      agents: [{ id: agent, versions: [version('Be brief.'), version('Be brief, and kind.')] }],
    },
    ...(spec.overheads === 'none' ? { latencies: { pickUpMs: 0, settleMs: 0 } } : {}),
    ...(spec.createsPerMinute === undefined
      ? {}
      : { rateLimits: { create: { perMinute: spec.createsPerMinute } } }),
  });
  const github = await createGitHub({ files: spec.files });
  return { spec, agents, github, pullRequests: 0, before: {} };
}

function addressesOf({ agents, github }: Services): Addresses {
  return {
    agentsUrl: agents.url,
    github: { apiUrl: github.url, serverUrl: github.serverUrl },
    repository: github.fullName,
    token: github.issueToken(),
  };
}

/** Every run gets a pull request of its own and a service without a past, so that no run helps the next one. */
async function openPullRequest(running: Services): Promise<{ event: object }> {
  const { agents, github, spec } = running;
  agents.reset();
  running.pullRequests += 1;
  const head = `change-${running.pullRequests}`;
  await github.commit({ branch: head, files: spec.change });
  const { number } = await github.openPullRequest({ head, title: `Change ${running.pullRequests}` });
  const event = await github.pullRequestEvent(number);
  running.before = github.requests();
  return { event };
}

function count({ agents, github, before }: Services): Counts {
  const { byRoute, byStatus } = agents.requests();
  const since = Object.entries(github.requests()).map(([route, times]): [string, number] => [
    route,
    times - (before[route] ?? 0),
  ]);
  const sessions = agents.sessions();
  return {
    agents: byRoute,
    github: Object.fromEntries(since.filter(([, times]) => times > 0)),
    refused: Object.fromEntries(Object.entries(byStatus).filter(([status]) => Number(status) >= 400)),
    sessions: sessions.length,
    notArchived: sessions.filter(({ archived }) => !archived).length,
  };
}
