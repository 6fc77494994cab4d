import { type ConfirmationResult, isConfirmed, type PinConfirmation } from '../../domain/confirmation.ts';
import { formatProblem, type Problem } from '../../domain/problem.ts';
import { shorten } from '../../domain/shorten.ts';
import { formatCount } from '../formatEffort.ts';
import { quoteName } from '../quoteName.ts';
import { countAll } from './countAll.ts';
import { listChanges, type PushedChange } from './listChanges.ts';
import { shortPinName } from './shortPinName.ts';

/** How many pins a headline names before it counts the rest. */
const NAMED = 3;

const WORDS: Readonly<Record<PushedChange['kind'], string>> = {
  spoilt: 'no longer readable',
  bumped: 'promoted',
  'rolled-back': 'rolled back',
  'moved-agent': 'moved to another agent',
  added: 'new',
  mended: 'mended',
  renamed: 'renamed',
  removed: 'removed',
};

/**
 * The whole confirmation in one sentence: what is wrong, else what was promoted, else that all is well. Not escaped:
 * names of any origin may stand in it.
 */
export function confirmationHeadline(result: ConfirmationResult): string {
  if (!isConfirmed(result)) return describeTrouble(result);
  const changes = listChanges(result);
  const [only] = changes;
  if (only !== undefined) return changes.length === 1 ? describeOne(only) : describeSeveral(changes);
  const [first] = result.pins;
  return first !== undefined && result.pins.length === 1
    ? `${shortPinName(first.path)} names a version that can be run: ${first.pin?.version ?? 'unknown'}`
    : `${countAll(result.pins.length)} name versions that can be run`;
}

function describeTrouble({ pins, problems }: ConfirmationResult): string {
  const broken = pins.filter(({ state }) => state === 'broken');
  const open = pins.filter(({ state }) => state === 'unconfirmed');
  const total = formatCount(pins.length, 'pin');
  const [first] = problems;
  const unrunnable = describePins(broken, pins.length, 'Cannot be run', `of ${total} cannot be run`);
  // One reason for all of them is told once.
  const unsure =
    first === undefined
      ? describePins(open, pins.length, 'Could not be confirmed', `of ${total} could not be confirmed`)
      : [`${unrunnable.length === 0 ? 'Could' : 'could'} not confirm the pins: ${summarize(first)}`];
  const parts = [...unrunnable, ...unsure];
  return parts.length === 0 ? 'Could not confirm the pins: no reason was given' : parts.join('; ');
}

function describePins(
  some: readonly PinConfirmation[],
  all: number,
  alone: string,
  among: string,
): readonly string[] {
  const [first] = some;
  if (first === undefined) return [];
  const start = all === 1 ? alone : `${some.length} ${among}`;
  if (some.length > 1) return [`${start}: ${nameSome(some.map(({ path }) => shortPinName(path)))}`];
  const [problem] = first.problems;
  const why = problem === undefined ? '' : `: ${summarize({ message: problem.message })}`;
  return [`${start}: ${shortPinName(first.path)}${why}`];
}

function describeOne(change: PushedChange): string {
  const start = `${capitalizeFirst(WORDS[change.kind])}: ${shortPinName(change.pin.path)}`;
  const version = `version ${change.pin.pin?.version ?? 'unknown'}`;
  if (change.kind === 'removed')
    return `${start}${change.pin.pin === undefined ? '' : ` (it pinned ${version})`}`;
  const { from, previousPath } = change.promotion;
  switch (change.kind) {
    case 'bumped':
    case 'rolled-back':
      return `${start} now runs ${version} (was ${from?.version ?? 'unknown'})`;
    case 'moved-agent':
      return (
        `${start} now runs ${version} of ${quoteName(change.pin.pin?.agent ?? 'unknown')} ` +
        `(was version ${from?.version ?? 'unknown'} of ${quoteName(from?.agent ?? 'unknown')})`
      );
    case 'added':
      return `${start} runs ${version}`;
    case 'mended':
      return `${start} runs ${version} (could not be read before)`;
    case 'renamed':
      return `${start} runs ${version} as before (it was ${quoteName(previousPath ?? 'elsewhere')})`;
    case 'spoilt':
      return start;
  }
}

function describeSeveral(changes: readonly PushedChange[]): string {
  const kinds = [...new Set(changes.map(({ kind }) => kind))];
  const counts = kinds.map((kind) => `${changes.filter((one) => one.kind === kind).length} ${WORDS[kind]}`);
  return `${capitalizeFirst(counts.join(', '))}: ${nameSome(changes.map(describeShortly))}`;
}

function describeShortly(change: PushedChange): string {
  const name = shortPinName(change.pin.path);
  const version = change.pin.pin?.version;
  if (change.kind === 'removed' || version === undefined) return name;
  const { from } = change.promotion;
  return from === undefined || from.version === version
    ? `${name} ${version}`
    : `${name} ${from.version} → ${version}`;
}

function nameSome(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return [...names.slice(0, NAMED), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}

function summarize(problem: Problem): string {
  return shorten(formatProblem(problem), 280).replace(/\.$/, '');
}

function capitalizeFirst(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
