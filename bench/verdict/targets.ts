import type { Cell, CellResult } from './simulateCell.ts';

/** What is asked of one number of a line. Shares in per cent. */
export interface Target {
  readonly of: 'caught' | 'blocked' | 'extra';
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** By size, in the order of `sizes`. */
const TO_HALF_CAUGHT: Readonly<Record<string, number>> = { '4x5': 60, '6x20': 70, '10x50': 60, '20x100': 55 };
const ONE_BREAK_EXTRA: Readonly<Record<string, number>> = {
  '4x5': 35,
  '6x20': 140,
  '10x50': 720,
  '20x100': 4000,
};

/** What is asked of a line; nothing for most of those that are there for report. */
export function findTargets({ mixture, size, scenario }: Cell): readonly Target[] {
  if (size.isExtra) return [];
  const [isDesign, isHarsh] = [mixture.name === 'design', mixture.name === 'harsh'];
  switch (scenario.name) {
    case 'identical':
      if (isDesign) return [{ of: 'blocked', atMost: 2 }];
      return isHarsh ? [{ of: 'blocked', atMost: 3 }] : [];
    case 'one-broken': {
      const extra = ONE_BREAK_EXTRA[size.name];
      const caught: Target = { of: 'caught', atLeast: isHarsh ? 94 : 95 };
      return isDesign && extra !== undefined ? [caught, { of: 'extra', atMost: extra }] : [caught];
    }
    case 'two-broken':
      return [{ of: 'caught', atLeast: 99 }];
    case 'to-half': {
      const atLeast = TO_HALF_CAUGHT[size.name];
      return isDesign && atLeast !== undefined ? [{ of: 'caught', atLeast }] : [];
    }
    case 'broken-and-fixed':
      return [{ of: 'caught', atMost: 10 }];
    case 'worse':
      return size.name === '10x50' ? [{ of: 'blocked', atLeast: 95 }] : [];
    default:
      return [];
  }
}

/** Whether the number that was measured is what it should be; its interval is not asked. */
export function isMet({ of, atMost, atLeast }: Target, result: CellResult): boolean {
  const measured = of === 'extra' ? result.extraSessions.mean : (100 * result.confirmed[of]) / result.runs;
  return measured <= (atMost ?? Number.POSITIVE_INFINITY) && measured >= (atLeast ?? 0);
}
