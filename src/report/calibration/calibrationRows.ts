import type {
  Calibration,
  FalseBlocks,
  FixturePasses,
  Simulation,
  TeamCalibration,
} from '../../domain/calibration.ts';
import { formatInterval, formatRate } from './formatRate.ts';

/** How many runs were blocked, and a row for each reason that there was: in the runs, and in simulated ones if any. */
export function listReasons({ observed, simulation }: Calibration): readonly (readonly string[])[] {
  const row = (title: string, count: (blocks: FalseBlocks) => number) => {
    const simulated = simulation === undefined ? 0 : count(simulation.falseBlocks);
    if (count(observed) + simulated === 0) return [];
    return [
      [
        title,
        String(count(observed)),
        ...(simulation === undefined ? [] : [formatRate(simulated / simulation.runs)]),
      ],
    ];
  };
  const { blocked } = observed;
  return [
    [
      'blocked in all',
      `${blocked.count} of ${blocked.of} (${formatInterval(blocked)})`,
      ...(simulation === undefined ? [] : [describeSimulated(simulation)]),
    ],
    ...row('a team regressed', ({ regressed }) => regressed),
    ...row('a team inconclusive', ({ inconclusive }) => inconclusive),
    ...row('a team below its floor', ({ belowFloor }) => belowFloor),
    ...row('worse overall', ({ worseOverall }) => worseOverall),
  ];
}

function describeSimulated({ falseBlocks: { blocked } }: Simulation): string {
  return `${formatRate(blocked.count / blocked.of)} (${formatInterval(blocked)})`;
}

/** The least protected first: nothing right, then what takes the largest loss to see. */
export function orderTeamsByNeed(teams: readonly TeamCalibration[]): readonly TeamCalibration[] {
  const need = ({ able, broken, halved }: TeamCalibration) =>
    able === 0 ? Number.POSITIVE_INFINITY : 100 * (broken.smallest ?? 99) + (halved.smallest ?? 99);
  return teams.toSorted(
    (a, b) =>
      (need(a) === need(b) ? 0 : need(b) - need(a)) ||
      b.falselyBlocked - a.falselyBlocked ||
      (a.team < b.team ? -1 : 1),
  );
}

/** Right in some trials and wrong in others, the least steady first. */
export function listFlaky(fixtures: readonly FixturePasses[]): readonly FixturePasses[] {
  const unsteadiness = ({ right, of }: FixturePasses) => Math.min(right, of - right) / of;
  return fixtures
    .filter(({ right, of }) => right > 0 && right < of)
    .toSorted((a, b) => unsteadiness(b) - unsteadiness(a) || (a.id < b.id ? -1 : 1));
}
