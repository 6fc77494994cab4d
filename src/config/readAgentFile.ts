import { z } from 'zod';
import type { AgentParams } from '../domain/agent.ts';
import { isSystemFilePath } from '../domain/isSystemFilePath.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import { checkSchema, nameOf } from './checkSchema.ts';
import { code } from './code.ts';
import { LONGEST_SYSTEM } from './decodeSystem.ts';
import { deepFreeze } from './deepFreeze.ts';
import { limitProblems } from './limitProblems.ts';
import { readYaml, type YamlFile, type YamlPath } from './readYaml.ts';
import { resolvePath } from './resolvePath.ts';
import { findNearest } from './suggest.ts';

function text(expected: string) {
  return z.string(expected).min(1, expected);
}

const system = 'a text of at most 100,000 characters';
const metadata = 'a map of at most 16 texts';
const key = 'a text of at most 64 characters';
const value = 'a text of at most 512 characters (in quotes, if it looks like a number)';
const tools = 'a list of at most 256 tools, each with a `type`';
const servers = 'a list of at most 20 servers, each with `type: url`, `name` and `url`';
const skills = 'a list of skills, each with `type` and `skill_id`';
const model = "a model's name, such as claude-haiku-4-5, or a map with its `id`";
const mapOrNothing = 'a map, or nothing';
const systemFile = 'a path, such as system.md';

/** The key of ours among the service's: it never goes there. */
export const SYSTEM_FILE_KEY = 'system-file';

/**
 * The parameters with which the service creates an agent, limits included, as the SDK's `AgentCreateParams`
 * documents them, and a key of ours for a system prompt that has a file of its own. Loose: the service may know more
 * keys than this.
 */
const agentFileSchema = z.looseObject(
  {
    name: text("the agent's name, as text"),
    model: z.union(
      [text(model), z.looseObject({ id: text("a model's name, such as claude-haiku-4-5") }, model)],
      model,
    ),
    description: z.string('a text').nullish(),
    system: z
      .string(system)
      .refine((prompt) => [...prompt].length <= LONGEST_SYSTEM, system)
      .nullish(),
    [SYSTEM_FILE_KEY]: text(systemFile).optional(),
    tools: z
      .array(z.looseObject({ type: text("the tool's type") }, 'a map with a `type`'), tools)
      .max(256, tools)
      .nullish(),
    mcp_servers: z
      .array(
        z.looseObject(
          { type: z.literal('url', '`url`'), name: text("the server's name"), url: text("the server's URL") },
          'a map',
        ),
        servers,
      )
      .max(20, servers)
      .nullish(),
    skills: z
      .array(
        z.looseObject(
          {
            type: z.enum(['anthropic', 'custom'], '`anthropic` or `custom`'),
            skill_id: text("the skill's id"),
          },
          'a map',
        ),
        skills,
      )
      .nullish(),
    metadata: z
      .record(z.string().max(64, key), z.string(value).max(512, value), metadata)
      .refine((pairs) => Object.keys(pairs).length <= 16, metadata)
      .nullish(),
    multiagent: z.looseObject({}, mapOrNothing).nullish(),
    execution_identity: z.looseObject({}, mapOrNothing).nullish(),
  },
  'a map with at least the keys `name` and `model`',
);

/** The service's parameters that the gate knows. */
export const KNOWN_PARAMS: readonly string[] = Object.keys(agentFileSchema.shape).filter(
  (name) => name !== SYSTEM_FILE_KEY,
);

/** What the service answers about an agent beside its parameters: an export of its answer has them. */
const ANSWER_ONLY = ['id', 'type', 'version', 'created_at', 'updated_at', 'archived_at'];

/** An agent file that could be read, and where in it things stand. */
export interface AgentFile {
  readonly path: string;
  /** Its keys as the file has them, frozen; `system-file` is none of them. */
  readonly params: AgentParams;
  /** The file with the system prompt, as a path in the repository; undefined where the prompt stands inline. */
  readonly systemFilePath: string | undefined;
  /** The line (from 1) of a key; undefined where there is none. */
  lineOf(path: YamlPath): number | undefined;
}

/**
 * Reads an agent file (`<name>.agent.yaml`, the form of Anthropic's `ant` command: the keys are the parameters
 * of "create an agent"). A key that is not known is left to the service, unless it looks like a slip.
 *
 * Throws a `GateError` with all problems of the file.
 */
export function readAgentFile(path: string, bytes: Uint8Array): AgentFile {
  const file = readYaml(path, bytes);
  const checked = checkSchema(file, agentFileSchema);
  const json = z.record(z.string(), z.json()).safeParse(file.value);
  const problems = [
    ...checked.problems,
    ...findSlips(file),
    ...findAnswerOnly(file),
    ...findSystemFileProblems(file),
    ...findNumbersOutsideJson(file, file.value, []),
  ].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (!json.success || checked.value === undefined || problems.length > 0) {
    throw new GateError(limitProblems(problems));
  }
  const { [SYSTEM_FILE_KEY]: _, ...params } = json.data;
  const relative = checked.value[SYSTEM_FILE_KEY];
  return {
    path,
    params: deepFreeze(params),
    systemFilePath: relative === undefined ? undefined : resolvePath(path, relative),
    lineOf: file.lineOf,
  };
}

function findSlips(file: YamlFile): readonly Problem[] {
  if (typeof file.value !== 'object' || file.value === null || Array.isArray(file.value)) return [];
  const known = Object.keys(agentFileSchema.shape);
  const present = Object.keys(file.value);
  return present.flatMap((name) => {
    const nearest = known.includes(name) ? undefined : findNearest(name, known);
    if (nearest === undefined || present.includes(nearest)) return [];
    const message = `Unknown key ${nameOf([name])}: did you mean ${code(nearest)}?`;
    return [{ file: file.path, line: file.nearestLine([name]), message }];
  });
}

/** Left to the service they would be refused, or taken for something else: an update has a `version` of its own. */
function findAnswerOnly(file: YamlFile): readonly Problem[] {
  return ANSWER_ONLY.filter((name) => file.at([name]) !== undefined).map((name) => ({
    file: file.path,
    line: file.nearestLine([name]),
    message: `${nameOf([name])} is part of what the service answers, and no parameter of an agent: remove it.`,
  }));
}

function findSystemFileProblems(file: YamlFile): readonly Problem[] {
  const relative = file.at([SYSTEM_FILE_KEY]);
  if (typeof relative !== 'string' || relative === '') return [];
  const name = code(SYSTEM_FILE_KEY);
  const problems: Problem[] = [];
  const report = (message: string) =>
    problems.push({ file: file.path, line: file.nearestLine([SYSTEM_FILE_KEY]), message });
  if (file.at(['system']) != null) {
    report(`${name} and \`system\` both give the system prompt: keep one of the two.`);
  }
  try {
    if (!isSystemFilePath(resolvePath(file.path, relative))) {
      report(
        `${name} is ${quote(relative)}, but it should be a .md or .txt file with \`system\`, \`prompt\` or \`agent\` in its path, ` +
          'and no README.md, AGENTS.md or CHANGELOG.md, for a change of it to be noticed: rename it, to system.md for example.',
      );
    }
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    for (const { message } of error.problems) report(message);
  }
  return problems;
}

/** YAML has numbers (`.inf`, `.nan`) that no request can carry. */
function findNumbersOutsideJson(file: YamlFile, value: unknown, at: YamlPath): readonly Problem[] {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const message = `${nameOf(at)} should be a value that JSON has, but it is ${code(file.sourceOf(at) ?? String(value))}.`;
    return [{ file: file.path, line: file.nearestLine(at), message }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    findNumbersOutsideJson(file, inner, [...at, Array.isArray(value) ? Number(key) : key]),
  );
}
