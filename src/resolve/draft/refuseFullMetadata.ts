import { type AgentDraft, DIGEST_KEY } from '../../domain/agentDraft.ts';
import { GateError } from '../../domain/problem.ts';

/** The service takes 16 pairs, and one is ours. */
const MOST_PAIRS = 15;

/** Throws a `GateError` when an agent file leaves no room in the metadata for the pair that marks its version. */
export function refuseFullMetadata({ path, config, lineOf }: AgentDraft): void {
  const pairs = Object.keys(config.metadata).length;
  if (pairs <= MOST_PAIRS) return;
  const line = lineOf(['metadata']);
  throw new GateError({
    file: path,
    ...(line === undefined ? {} : { line }),
    message:
      `\`metadata\` should have at most ${MOST_PAIRS} pairs for \`version: next\`, but it has ${pairs}: the service takes 16, ` +
      `and Pin Gate adds \`${DIGEST_KEY}\`, by which it knows the version again. Remove a pair.`,
  });
}
