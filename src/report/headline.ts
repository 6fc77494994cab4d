import { pinVerdict } from '../domain/pinVerdict.ts';
import type { PinResult, RunResult, RunVerdict } from '../domain/result.ts';
import { formatCount } from './formatEffort.ts';
import { countRest } from './headline/countRest.ts';
import { NAMED } from './headline/named.ts';
import { summarizePassedPins } from './headline/summarizePassedPins.ts';
import { summarizePin } from './headline/summarizePin.ts';
import { summarizeProblems } from './headline/summarizeProblems.ts';
import { quoteName } from './quoteName.ts';

const WORDS: Readonly<Record<RunVerdict, string>> = {
  passed: 'Passed',
  pending: 'Evaluated and good',
  blocked: 'Blocked',
  error: 'Could not evaluate',
  skipped: 'Skipped',
};

/**
 * The verdict in one sentence that suffices alone: `` Blocked: `billing` regressed: 4/5 → 2/5 ``. Names stand in
 * backticks; texts of any origin in it are shortened and on one line, but not escaped.
 */
export function headline(result: RunResult): string {
  const worst = listWorst(result);
  const isDescribed = worst.length > 0 && worst.every(({ state }) => state === 'described');
  return `${isDescribed ? NOTHING : WORDS[result.verdict]}: ${summarizeRun(result, worst)}`;
}

/** The same for one pin: `` Blocked: rollback from version 2 to 1: … ``. */
export function pinHeadline(pin: PinResult): string {
  return `${pin.state === 'described' ? NOTHING : WORDS[pinVerdict(pin)]}: ${summarizePin(pin)}`;
}

/** In place of the verdict's word where a number is missing and nothing was evaluated. */
const NOTHING = 'Nothing to evaluate';

function listChanged({ pins }: RunResult): readonly PinResult[] {
  return pins.filter((pin) => pin.state !== 'unchanged');
}

/** The pins that the run's verdict comes from. */
function listWorst(result: RunResult): readonly PinResult[] {
  return listChanged(result).filter((pin) => pinVerdict(pin) === result.verdict);
}

function summarizeRun(result: RunResult, worst: readonly PinResult[]): string {
  const changed = listChanged(result);
  const [first] = worst;
  if (first === undefined) return summarizeWithoutPins(result);
  if (changed.length === 1) return summarizePin(first);

  if (result.verdict === 'passed') return summarizePassedPins(changed);
  const named = worst.slice(0, NAMED).map((pin) => `${quoteName(pin.path)}: ${summarizePin(pin)}`);
  const others = countOthers(changed, result.verdict);
  const what = result.verdict === 'pending' ? ` still ${worst.length === 1 ? 'says' : 'say'} \`next\`` : '';
  return [
    `${worst.length} of ${formatCount(changed.length, 'pin')}${what}${others === '' ? '' : ` (${others})`}`,
    [...named, ...countRest(worst.length - named.length)].join('; '),
  ].join(': ');
}

/** Nothing of the run's verdict comes from a pin: problems of the run as a whole, or nothing changed. */
function summarizeWithoutPins(result: RunResult): string {
  if (result.problems.length > 0) return summarizeProblems(result.problems);
  if (result.verdict === 'error') return 'the run did not get far enough to say why; see its log';
  if (result.change?.kind === 'merge-group') return 'the merge group changes no pin';
  return result.change?.kind === 'pull-request' ? 'the pull request changes no pin' : 'no pin has changed';
}

function countOthers(pins: readonly PinResult[], verdict: RunVerdict): string {
  const others: readonly (readonly [RunVerdict, string, string])[] = [
    ['blocked', 'blocked', 'blocked'],
    ['error', 'could not be evaluated', 'could not be evaluated'],
    ['pending', 'still says `next`', 'still say `next`'],
    ['passed', 'passed', 'passed'],
  ];
  return others
    .map(([other, one, many]) => {
      const count = pins.filter((pin) => pinVerdict(pin) === other).length;
      return [count, other, count === 1 ? one : many] as const;
    })
    .filter(([count, other]) => other !== verdict && count > 0)
    .map(([count, , words]) => `${count} ${words}`)
    .join(', ');
}
