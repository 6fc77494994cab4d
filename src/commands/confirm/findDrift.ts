import { loadAgentFile } from '../../config/loadAgentFile.ts';
import { policyPathOf } from '../../config/loadPolicy.ts';
import { readPolicy } from '../../config/readPolicy.ts';
import type { AgentVersion } from '../../domain/agent.ts';
import { type AgentDraft, DIGEST_KEY } from '../../domain/agentDraft.ts';
import type { AgentService } from '../../domain/agentService.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Pin } from '../../domain/pin.ts';
import { GateError, type Problem } from '../../domain/problem.ts';
import type { Repository } from '../../domain/repository.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { callService } from '../../resolve/callService.ts';
import { describeDrift } from '../../resolve/draft/describeDrift.ts';
import { toProblems } from '../../toProblems.ts';

export interface FindDriftContext {
  readonly commit: string;
  readonly repository: Repository;
  readonly service: AgentService;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * What the agent file that a pin's policy names says otherwise than the version that the pin names, as a sentence on the
 * agent file; also why that could not be told. Nothing where no agent file is named.
 */
export async function findDrift(
  pin: Pin,
  config: AgentVersion,
  context: FindDriftContext,
): Promise<readonly Problem[]> {
  const { repository, commit } = context;
  try {
    const policyPath = policyPathOf(pin.path);
    const bytes = await repository.read(commit, policyPath);
    const path = bytes === undefined ? undefined : readPolicy(policyPath, bytes).agentFilePath;
    if (path === undefined) return [];
    const draft = await loadAgentFile(repository, commit, path);
    const drift =
      describeDrift(draft, config) && describeDrift(draft, config, await findBefore(draft, config, context));
    return drift === undefined ? [] : [{ file: path, message: drift }];
  } catch (error) {
    if (!(error instanceof GateError || error instanceof ServiceError)) throw error;
    const what = `Whether the agent file beside \`${pin.path}\` describes version ${pin.version} could not be told`;
    return toProblems(error).map((problem) => ({ ...problem, message: `${what}: ${problem.message}` }));
  }
}

/** The version before one that bears the mark of this very file: it tells whether the mark was inherited. */
async function findBefore(
  { digest }: AgentDraft,
  { agent, version, metadata }: AgentVersion,
  { service, clock, signal }: FindDriftContext,
): Promise<AgentVersion | undefined> {
  if (version === 1 || metadata[DIGEST_KEY] !== digest) return undefined;
  return callService(() => service.agentVersion(agent, version - 1, signal), clock, signal);
}
