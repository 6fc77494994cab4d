import { isDeepStrictEqual } from 'node:util';
import { withoutOurMark } from '../../config/withoutOurMark.ts';
import type { AgentParams, AgentVersion } from '../../domain/agent.ts';
import type { Json } from '../../domain/fixture.ts';

/**
 * The parameters that would create an agent with this version's configuration. What they leave out the service fills
 * in as it is: empty texts, lists and maps, standard speed, the service account.
 */
export function toAgentParams(version: AgentVersion): AgentParams {
  const { name, description, system, tools, skills, multiagent, executionIdentity } = version;
  const { metadata = null } = withoutOurMark({ metadata: version.metadata });
  const params: AgentParams = {
    name,
    description,
    model: shortenModel(version.model),
    system,
    tools,
    mcp_servers: version.mcpServers,
    skills,
    metadata,
    multiagent,
    execution_identity: isServiceAccount(executionIdentity) ? null : executionIdentity,
  };
  return Object.fromEntries(Object.entries(params).filter(([, value]) => !isEmpty(value)));
}

function shortenModel(model: AgentVersion['model']): Json {
  const options = Object.entries(model).filter(
    ([option, value]) => value !== null && !(option === 'speed' && value === 'standard'),
  );
  return options.length === 1 ? model.id : Object.fromEntries(options);
}

/** What the service takes when nothing is said. */
function isServiceAccount(identity: Json): boolean {
  return isDeepStrictEqual(identity, { type: 'service_account' });
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
