import type { AgentConfig, AgentParams } from '../domain/agent.ts';
import { digestConfig } from '../domain/agentConfig/digestConfig.ts';
import type { AgentDraft } from '../domain/agentDraft.ts';
import { GateError } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import { code } from './code.ts';
import { decodeSystem } from './decodeSystem.ts';
import { deepFreeze } from './deepFreeze.ts';
import { type AgentFile, KNOWN_PARAMS, readAgentFile, SYSTEM_FILE_KEY } from './readAgentFile.ts';
import { toAgentConfig } from './toAgentConfig.ts';
import { withoutOurMark } from './withoutOurMark.ts';

/** An agent file at one commit, with the system prompt that it may have in a file of its own. */
export interface LoadedAgentFile extends AgentDraft {
  /** The path of that file. */
  readonly systemFile?: string;
}

/**
 * The agent that an agent file describes at `commit`.
 * Throws a `GateError` when the file, or the one with its system prompt, is missing there or has problems.
 */
export async function loadAgentFile(
  repository: Repository,
  commit: string,
  path: string,
): Promise<LoadedAgentFile> {
  const bytes = await repository.read(commit, path);
  if (bytes !== undefined) return loadRest(repository, commit, readAgentFile(path, bytes));
  throw new GateError({
    file: path,
    message: `Commit ${commit.slice(0, 10)} has no such agent file: restore it, or name the one that holds the agent as \`agent-file\` in gate.yml.`,
  });
}

/** What an agent file that was read leaves to other files: its system prompt. Throws as `loadAgentFile` does. */
export async function loadRest(
  repository: Repository,
  commit: string,
  file: AgentFile,
): Promise<LoadedAgentFile> {
  const { path, systemFilePath, lineOf } = file;
  if (systemFilePath === undefined) return { path, lineOf, ...describe(file.params) };
  const system = await readSystem(repository, commit, file, systemFilePath);
  return { path, lineOf, systemFile: systemFilePath, ...describe({ ...file.params, system }) };
}

async function readSystem(
  repository: Repository,
  commit: string,
  { path, lineOf }: AgentFile,
  systemFilePath: string,
): Promise<string> {
  const bytes = await repository.read(commit, systemFilePath);
  if (bytes === undefined) {
    const line = lineOf([SYSTEM_FILE_KEY]);
    throw new GateError({
      file: path,
      ...(line === undefined ? {} : { line }),
      message: `${code(SYSTEM_FILE_KEY)} names ${code(systemFilePath)}, and commit ${commit.slice(0, 10)} has no such file: restore the file, or name the one that holds the system prompt.`,
    });
  }
  return decodeSystem(systemFilePath, bytes);
}

function describe(
  all: AgentParams,
): { readonly params: AgentParams; readonly config: AgentConfig } & Pick<AgentDraft, 'others' | 'digest'> {
  const params = deepFreeze(withoutOurMark(all));
  const others = Object.fromEntries(Object.entries(params).filter(([key]) => !KNOWN_PARAMS.includes(key)));
  const config = deepFreeze(toAgentConfig(params));
  return { params, config, others, digest: digestConfig(config, others) };
}
