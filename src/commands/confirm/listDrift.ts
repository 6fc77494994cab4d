import { loadAgentFile } from '../../config/loadAgentFile.ts';
import { policyPathOf } from '../../config/loadPolicy.ts';
import { readPolicy } from '../../config/readPolicy.ts';
import type { AgentVersion } from '../../domain/agent.ts';
import type { Pin } from '../../domain/pin.ts';
import { GateError, type Problem } from '../../domain/problem.ts';
import type { Repository } from '../../domain/repository.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { type DriftContext, findDrift } from '../../resolve/draft/findDrift.ts';
import { toProblems } from '../../toProblems.ts';

export interface ListDriftContext extends DriftContext {
  readonly repository: Repository;
  readonly commit: string;
}

/**
 * What the agent file that a pin's policy names says otherwise than the version that the pin names, as a sentence on the
 * agent file; also why that could not be told. Nothing where no agent file is named.
 */
export async function listDrift(
  pin: Pin,
  config: AgentVersion,
  isRollback: boolean,
  { repository, commit, ...context }: ListDriftContext,
): Promise<readonly Problem[]> {
  try {
    const policyPath = policyPathOf(pin.path);
    const bytes = await repository.read(commit, policyPath);
    const path = bytes === undefined ? undefined : readPolicy(policyPath, bytes).agentFilePath;
    if (path === undefined) return [];
    const file = await loadAgentFile(repository, commit, path);
    const drift = await findDrift(file, config, context, { isRollback });
    return drift === undefined ? [] : [{ file: path, message: drift }];
  } catch (error) {
    if (!(error instanceof GateError || error instanceof ServiceError)) throw error;
    const what = `Whether the agent file beside \`${pin.path}\` describes version ${pin.version} could not be told`;
    return toProblems(error).map((problem) => ({ ...problem, message: `${what}: ${problem.message}` }));
  }
}
