import { decodeSystem } from '../../config/decodeSystem.ts';
import { readAgentFile, SYSTEM_FILE_KEY } from '../../config/readAgentFile.ts';
import { withoutOurMark } from '../../config/withoutOurMark.ts';
import type { AgentParams } from '../../domain/agent.ts';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import type { Workspace } from '../../domain/workspace.ts';

/**
 * The parameters of the agent that an agent file describes, with the system prompt that it may have in a file of its
 * own, and without the mark that only a version made by the gate can bear; undefined when there is no such file.
 *
 * @throws GateError when the file cannot be used, or the one with its prompt is missing
 */
export async function loadAgentParams(workspace: Workspace, path: string): Promise<AgentParams | undefined> {
  const bytes = await workspace.read(path);
  if (bytes === undefined) return undefined;
  const { params, systemFilePath, lineOf } = readAgentFile(path, bytes);
  const own = withoutOurMark(params);
  if (systemFilePath === undefined) return own;
  const system = await workspace.read(systemFilePath);
  if (system !== undefined) return { ...own, system: decodeSystem(systemFilePath, system) };
  const line = lineOf([SYSTEM_FILE_KEY]);
  throw new GateError({
    file: path,
    ...(line === undefined ? {} : { line }),
    message: `\`${SYSTEM_FILE_KEY}\` names ${quote(systemFilePath)}, and there is no such file: name the one that holds the system prompt.`,
  });
}
