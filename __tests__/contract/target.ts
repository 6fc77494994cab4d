import Anthropic from '@anthropic-ai/sdk';

/** A service that the contract suite runs against. */
export interface ContractTarget {
  readonly baseURL: string;
  readonly apiKey: string;
  /** A model that answers soon and costs little. */
  readonly model: string;
  /** How long a turn may take, and how long to wait for something that should not come, in milliseconds. */
  readonly turnMs: number;
  readonly silenceMs: number;
  stop(): Promise<void>;
}

/** Tries once: what the service answers is what the suite is about, not what a retry makes of it. */
export function createClient(target: ContractTarget): Anthropic {
  return new Anthropic({ apiKey: target.apiKey, baseURL: target.baseURL, maxRetries: 0 });
}

/** A request in the SDK's headers, each of which can be replaced, or left out with null. */
export async function probe(
  target: ContractTarget,
  path: string,
  headers: Readonly<Record<string, string | null>> = {},
  init: { method?: string; body?: string } = {},
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const all: Record<string, string | null> = {
    authorization: null,
    'x-api-key': target.apiKey,
    'anthropic-version': '2026-10-21',
    'anthropic-beta': 'managed-agents-2026-04-01',
    'content-type': 'application/json',
    ...headers,
  };
  const present = Object.entries(all).flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, value]],
  );
  const response = await fetch(`${target.baseURL}${path}`, { ...init, headers: present });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** The status and message with which the service refuses; fails when it does not. */
export async function refusal(request: Promise<unknown>): Promise<{ status: number; message: string }> {
  try {
    await request;
  } catch (error) {
    if (error instanceof Anthropic.APIError && typeof error.status === 'number') {
      return { status: error.status, message: messageOf(error.error) };
    }
    throw error;
  }
  throw new Error('The service accepted what it should have refused.');
}

function messageOf(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('error' in body)) return '';
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('message' in error)) return '';
  return String(error.message);
}
