import { nameKey } from '../domain/keySource.ts';
import { quote } from '../domain/quote.ts';
import type { ServiceError } from '../domain/serviceError.ts';

/**
 * A failed call to Managed Agents as a sentence that says what to do. `task` says what was being done and fits
 * after "could not": `read agent agent_123`. For failures whose cause is not in a file.
 */
export function explainServiceError(error: ServiceError, task: string): string {
  const answer = `${error.service} answered${error.status === undefined ? '' : ` ${error.status}`}: ${quote(error.message, 300)}`;
  const request = error.requestId === undefined ? '' : `, request ${error.requestId}`;
  const failed = `Could not ${task} (${answer}${request}).`;
  switch (error.kind) {
    case 'unauthorized':
      return `${failed} The API key is missing, mistyped or revoked: ${adviseOnKey(error)}`;
    case 'forbidden':
      return (
        `${failed} The key in ${nameKey(error.keySource)} lacks a permission: it has to belong to the ` +
        "agent's workspace, and that workspace needs access to Managed Agents."
      );
    case 'rate-limited':
      return `${failed} The organisation's rate limit is used up: run the check again later.`;
    case 'spend-limit':
      return `${failed} It looks as if a spend limit is reached: raise it in the Console, then run the check again.`;
    case 'unavailable':
      return `${failed} The service could not be reached or failed, several times in a row: run the check again later.`;
    case 'not-found':
    case 'invalid':
    case 'conflict':
      return error.isUnreadable
        ? `${failed} Check what stands behind \`anthropic-base-url\`, and whether there is a newer Pin Gate.`
        : failed;
  }
}

function adviseOnKey({ keySource }: ServiceError): string {
  return keySource === 'terminal'
    ? `set ${nameKey(keySource)} to one that holds.`
    : `check the secret that the workflow passes as ${nameKey(keySource)}. A pull request from a fork gets no secrets.`;
}
