import type {
  ConfirmationResult,
  ConfirmationState,
  PinConfirmation,
  Promotion,
} from '../../domain/confirmation.ts';
import { dateVersion } from '../changes/summarizeChanges.ts';
import { codeSpan, escapeSentence } from '../escape.ts';
import { fit } from '../fit.ts';
import { formatCount, formatDuration } from '../formatEffort.ts';
import { formatTime } from '../formatTime.ts';
import { commitLink, fileUrl, link, webUrl } from '../links.ts';
import { fold, joinBlocks, list, table } from '../markdown.ts';
import { renderProblems } from '../renderProblems.ts';
import { renderSentences } from '../renderSentences.ts';
import { SUMMARY_LIMIT } from '../renderSummary.ts';
import type { ReportContext } from '../reportContext.ts';
import { compareLink } from './compareLink.ts';
import { confirmationHeadline } from './confirmationHeadline.ts';
import { countAll } from './countAll.ts';
import { describePushedChange } from './describePushedChange.ts';
import { listChanges, type PushedChange } from './listChanges.ts';
import { listDrift } from './listDrift.ts';

/** How many of each are printed; the last has to be short by construction. */
const ROOM = [
  { pins: 1_000, problems: 500 },
  { pins: 200, problems: 100 },
  { pins: 20, problems: 20 },
  { pins: 0, problems: 0 },
];
type Room = (typeof ROOM)[number];

/** Versions that are named before the rest is counted. */
const NAMED = 5;

const STATES: Readonly<Record<ConfirmationState, string>> = {
  confirmed: 'can be run',
  broken: '❌ cannot be run',
  unconfirmed: '⚠️ could not be confirmed',
};

/** The job summary of a confirmation, fitted to what GitHub takes; its first line suffices for who has no time. */
export function renderConfirmationMarkdown(result: ConfirmationResult, context: ReportContext): string {
  const versions = ROOM.map((room) => () => renderAll(result, context, room));
  return fit(versions, SUMMARY_LIMIT, (text) => Buffer.byteLength(text));
}

function renderAll(result: ConfirmationResult, context: ReportContext, room: Room): string {
  const { pins, problems, warnings } = result;
  const drift = listDrift(result);
  return joinBlocks([
    `### ${chooseIcon(result)} ${escapeSentence(confirmationHeadline(result), 800)}`,
    ...list(renderProblems([...problems, ...pins.flatMap((pin) => pin.problems)], room.problems)),
    ...list(renderProblems(drift, room.problems).map((point) => `⚠️ ${point}`)),
    ...list(renderSentences(warnings, room.problems, '⚠️ ')),
    ...renderPush(result, context, room),
    ...renderPins(result, context, room),
    renderFooter(result, context),
  ]);
}

/** Never the tick of a verdict: a confirmation must not be taken for a run of the gate. */
function chooseIcon({ pins, problems }: ConfirmationResult): string {
  if (pins.some(({ state }) => state === 'broken')) return '❌';
  const isSure = problems.length === 0 && pins.every(({ state }) => state === 'confirmed');
  return isSure ? '📌' : '⚠️';
}

function renderPush(result: ConfirmationResult, context: ReportContext, room: Room): readonly string[] {
  const { push, commit, isCompared } = result;
  if (push === undefined || commit === undefined) return [];
  const branch = codeSpan(push.branch);
  if (push.before === undefined)
    return [`The branch ${branch} is new, so there is nothing to compare its pins with.`];
  if (!isCompared) return [];
  const changes = listChanges(result);
  const where = compareLink(context, push.before, commit);
  if (changes.length === 0) return [`The push to ${branch} changed no pin: ${where}`];
  const shown = changes.slice(0, room.pins);
  return [
    `**What the push to ${branch} changed**: ${where}`,
    ...table(
      [
        ['Pin', 'left'],
        ['Change', 'left'],
        ['Agent', 'left'],
        ['Version made', 'left'],
        ['Passes over', 'left'],
      ],
      shown.map((change) => renderChange(change, result, context)),
    ),
    ...countRest(changes.length - shown.length),
  ];
}

function renderChange(
  change: PushedChange,
  result: ConfirmationResult,
  context: ReportContext,
): readonly string[] {
  const what = describePushedChange(change);
  if (change.kind === 'removed') return [codeSpan(change.pin.path), what, '', '', ''];
  const { pin, promotion } = change;
  return [nameFile(pin, result, context), what, nameAgent(pin), tellMade(pin), describeBetween(promotion)];
}

/** How many versions a promotion passes over, and which. */
function describeBetween({ kind, between }: Promotion): string {
  if (kind !== 'bumped' && kind !== 'rolled-back') return '';
  if (between === undefined) return 'not listed';
  if (between.length === 0) return 'none';
  const rest = between.length - NAMED;
  const named = [...between.slice(0, NAMED).map(dateVersion), ...(rest > 0 ? [`and ${rest} more`] : [])].join(
    ', ',
  );
  return `${formatCount(between.length, 'version')}: ${named}`;
}

function renderPins(result: ConfirmationResult, context: ReportContext, room: Room): readonly string[] {
  const shown = result.pins.slice(0, room.pins);
  const title = result.pins.length === 1 ? 'The pin' : countAll(result.pins.length);
  return fold(title, [
    ...table(
      [
        ['Pin', 'left'],
        ['Version', 'right'],
        ['Agent', 'left'],
        ['Version made', 'left'],
        ['State', 'left'],
      ],
      shown.map((pin) => [
        nameFile(pin, result, context),
        String(pin.pin?.version ?? ''),
        nameAgent(pin),
        tellMade(pin),
        STATES[pin.state],
      ]),
    ),
    ...countRest(result.pins.length - shown.length),
  ]);
}

function nameFile(
  { path, pin }: PinConfirmation,
  { commit }: ConfirmationResult,
  context: ReportContext,
): string {
  const url = commit === undefined ? undefined : fileUrl(context, commit, path, pin?.versionLine);
  return link(codeSpan(path), url);
}

/** By its name where the service told it, else by its id. */
function nameAgent({ config, pin }: PinConfirmation): string {
  const name = config?.name ?? pin?.agent;
  return name === undefined ? '' : codeSpan(name, 60);
}

/** When the version was made: an agent's `updated_at` is that of its version. */
function tellMade({ config }: PinConfirmation): string {
  return config === undefined ? '' : formatTime(Date.parse(config.updatedAt));
}

function countRest(rest: number): readonly string[] {
  return rest > 0 ? [`… and ${formatCount(rest, 'more pin')}: the output \`pins\` has all of them.`] : [];
}

function renderFooter(
  { pins, commit, push, durationMs }: ConfirmationResult,
  context: ReportContext,
): string {
  const run = webUrl(context.runUrl);
  const parts = [
    ...(pins.length === 0 ? [] : [formatCount(pins.length, 'pin')]),
    ...(commit === undefined ? [] : [`at ${commitLink(context, commit)}`]),
    ...(push === undefined ? [] : [`on ${codeSpan(push.branch)}`]),
    formatDuration(durationMs),
    ...(run === undefined ? [] : [link('run', run)]),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}
