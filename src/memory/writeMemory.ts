import type { SealedEvaluation, Seal } from '../domain/memory.ts';
import type { RememberedTeam } from '../domain/result.ts';
import type { Score } from '../domain/verdict.ts';
import { MEMORY_END, MEMORY_LIMIT, MEMORY_START, type WrittenEvaluation } from './memoryFormat.ts';
import { type MemoryPlace, sealedText } from './memoryPlace.ts';

/**
 * The evaluations as a hidden, sealed line of Markdown, without a line break; the oldest ones are left out where there
 * is no room, and teams of the last one, which are only told. Undefined when there is nothing to remember.
 */
export function writeMemory(
  evaluations: readonly SealedEvaluation[],
  place: MemoryPlace,
  seal: Seal,
): string | undefined {
  const [oldest, ...newer] = evaluations;
  if (oldest === undefined) return undefined;
  const encoded = encode(evaluations);
  const line = `${MEMORY_START}${encoded}.${seal.sign(sealedText(place, encoded))}${MEMORY_END}`;
  if (line.length <= MEMORY_LIMIT) return line;
  const fewer = newer.length > 0 || oldest.evaluation.teams.length === 0 ? newer : [withFewerTeams(oldest)];
  return writeMemory(fewer, place, seal);
}

/** The worst half of them. */
function withFewerTeams({ evaluation, ...rest }: SealedEvaluation): SealedEvaluation {
  const teams = evaluation.teams.slice(0, Math.floor(evaluation.teams.length / 2));
  const left = evaluation.left + evaluation.teams.length - teams.length;
  return { ...rest, evaluation: { ...evaluation, teams, left } };
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
