import { nameKey } from '../domain/keySource.ts';
import { quote } from '../domain/quote.ts';
import type { ServiceError } from '../domain/serviceError.ts';
import { explainServiceError } from './explainServiceError.ts';
import type { Whose } from './whose.ts';

/**
 * Why an agent could not be asked for, as a sentence that says what to do. `task` says what was being done and fits
 * after "could not"; a `not-found` is taken to be about the agent itself.
 */
export function explainAgentError(side: Whose, agent: string, error: ServiceError, task: string): string {
  if (error.kind === 'invalid' && !error.isUnreadable) {
    return (
      `The ${side}'s agent ${quote(agent)} is refused by Managed Agents (${describe(error)}): ` +
      'expected the id of an agent, such as `agent_011CZo6t9Cr6Eg5TeFFPWPpi`, as the Console shows it.'
    );
  }
  if (error.kind !== 'not-found') return explainServiceError(error, task);
  return (
    `The ${side}'s agent ${quote(agent)} does not exist (${describe(error)}): check the id, and that the key in ` +
    `${nameKey(error.keySource)} belongs to the agent's workspace.`
  );
}

function describe(error: ServiceError): string {
  const status = error.status === undefined ? '' : `${error.status}, `;
  return `${status}${quote(error.message, 200)}`;
}
