import type { SealedEvaluation, Seal } from '../domain/memory.ts';
import type { RememberedTeam } from '../domain/result.ts';
import type { Score } from '../domain/verdict.ts';
import { MEMORY_END, MEMORY_LIMIT, MEMORY_START, type WrittenEvaluation } from './memoryFormat.ts';
import { type MemoryPlace, sealedText } from './memoryPlace.ts';

/**
 * The evaluations as a hidden, sealed line of Markdown, without a line break; the oldest ones are left out where there
 * is no room. Undefined when nothing is left to remember.
 */
export function writeMemory(
  evaluations: readonly SealedEvaluation[],
  place: MemoryPlace,
  seal: Seal,
): string | undefined {
  const [, ...newer] = evaluations;
  if (evaluations.length === 0) return undefined;
  const encoded = encode(evaluations);
  const line = `${MEMORY_START}${encoded}.${seal.sign(sealedText(place, encoded))}${MEMORY_END}`;
  return line.length <= MEMORY_LIMIT ? line : writeMemory(newer, place, seal);
}

function encode(evaluations: readonly SealedEvaluation[]): string {
  const written = { version: 1, evaluations: evaluations.map(toWritten) };
  return Buffer.from(JSON.stringify(written)).toString('base64url');
}

function toWritten({ subject, isDraft, evaluation }: SealedEvaluation): WrittenEvaluation {
  const { run, at, baseline, candidate, teams, left } = evaluation;
  return [
    subject,
    isDraft,
    [run.id, run.attempt],
    Math.floor(at / 1000),
    baseline === undefined ? null : [baseline.agent, baseline.version],
    [candidate.agent, candidate.version],
    teams.map((team) => toWrittenTeam(team)),
    left,
  ];
}

function toWrittenTeam({ team, outcome, baseline, candidate }: RememberedTeam): WrittenEvaluation[6][number] {
  const write = ({ right, of }: Score): [number, number] => [right, of];
  return [team, outcome, baseline === undefined ? null : write(baseline), write(candidate)];
}
