import type { AgentVersion } from '../domain/agent.ts';
import type { Pin } from '../domain/pin.ts';
import { GateError } from '../domain/problem.ts';
import { type ResolveContext, resolveSide } from './resolveVersions.ts';

/**
 * Fetches the configuration of the version that is pinned, where no change is judged, and refuses what the gate would
 * refuse. Throws a `GateError` with everything that stands in the way, on the line of the pin's version.
 */
export async function resolvePinned(pin: Pin, context: ResolveContext): Promise<AgentVersion> {
  const { config, problems } = await resolveSide('pin', pin, context);
  if (config !== undefined) return config;
  throw new GateError(problems.map((message) => ({ file: pin.path, line: pin.versionLine, message })));
}
