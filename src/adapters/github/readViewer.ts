import { z } from 'zod';
import { ask } from './ask.ts';
import type { Octokit } from './createOctokit.ts';

const viewerSchema = z.object({ viewer: z.object({ login: z.string().min(1) }) });

/**
 * The login that a token speaks as. An installation token may not call `GET /user`; GraphQL tells every token whose it
 * is.
 *
 * @throws ServiceError
 */
export async function readViewer(octokit: Octokit): Promise<string> {
  const { data } = await ask(
    { purpose: 'say whose token this is', permission: 'pull-requests: write' },
    viewerSchema,
    async () => ({ data: await octokit.graphql('query { viewer { login } }'), headers: {} }),
  );
  return data.viewer.login;
}
