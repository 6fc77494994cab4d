import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  type Addresses,
  addressesSchema,
  answerSchema,
  type Counts,
  countsSchema,
  pullRequestSchema,
  type ServiceRequest,
  type ServiceSpec,
} from './serviceSpec.ts';

/** Both emulators, in another process. */
export interface Services {
  readonly addresses: Addresses;
  /** Forgets all sessions and counts, and opens a fresh pull request. Gives the payload of its event. */
  openPullRequest(): Promise<object>;
  count(): Promise<Counts>;
  stop(): Promise<void>;
}

/**
 * Starts the emulators as `spec` says.
 *
 * @throws Error when they cannot be started, or fail at what they are asked for
 */
export async function startServices(spec: ServiceSpec): Promise<Services> {
  const child = fork(fileURLToPath(new URL('serveServices.ts', import.meta.url)));
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`The emulators' process ended by itself, with exit code ${String(code)}.`);
  });
  // It is looked at only while a request waits for its answer.
  ended.catch(() => {});

  const ask = async (request: ServiceRequest): Promise<unknown> => {
    const answered = once(child, 'message');
    child.send(request);
    const [message] = await Promise.race([answered, ended]);
    const answer = answerSchema.parse(message);
    if ('failed' in answer) throw new Error(`The emulators could not ${request.do}: ${answer.failed}`);
    return answer.ok;
  };

  const addresses = addressesSchema.parse(await ask({ do: 'start', spec }));
  return {
    addresses,
    openPullRequest: async () => pullRequestSchema.parse(await ask({ do: 'open-pull-request' })).event,
    count: async () => countsSchema.parse(await ask({ do: 'count' })),
    async stop() {
      await ask({ do: 'stop' });
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
