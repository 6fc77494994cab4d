import { z } from 'zod';
import { GateError, type Problem } from '../domain/problem.ts';
import { checkSchema, nameOf } from './checkSchema.ts';
import { code } from './code.ts';
import { deepFreeze } from './deepFreeze.ts';
import { limitProblems } from './limitProblems.ts';
import { readYaml, type YamlFile } from './readYaml.ts';
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

/**
 * The parameters with which the service creates an agent, limits included, as the SDK's `AgentCreateParams`
 * documents them. Loose: the service may know more keys than this.
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
      .refine((prompt) => [...prompt].length <= 100_000, system)
      .nullish(),
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

export type AgentFile = Readonly<z.infer<typeof agentFileSchema>>;

/**
 * Reads an agent file (`<name>.agent.yaml`, the form of Anthropic's `ant` command: the keys are the parameters
 * of "create an agent"), frozen. A key that is not known is left to the service, unless it looks like a slip.
 *
 * Throws a `GateError` with all problems of the file.
 */
export function readAgentFile(path: string, bytes: Uint8Array): AgentFile {
  const file = readYaml(path, bytes);
  const checked = checkSchema(file, agentFileSchema);
  const problems = [...checked.problems, ...findSlips(file)].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (checked.value === undefined || problems.length > 0) throw new GateError(limitProblems(problems));
  return deepFreeze(checked.value);
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
