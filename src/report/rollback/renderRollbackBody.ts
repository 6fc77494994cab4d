import type { RollbackPlan, RollbackReason } from '../../domain/rollback.ts';
import { shorten } from '../../domain/shorten.ts';
import { codeSpan, escapeSentence } from '../escape.ts';
import { fileUrl, link, webUrl } from '../links.ts';
import { joinBlocks, list } from '../markdown.ts';
import type { ReportContext } from '../reportContext.ts';
import { describeState } from './describeState.ts';

const LONGEST_REASON = 2_000;
const MOST_LINES = 30;

/** The text of the pull request that rolls a pin back: why, from where to where, and what has to happen. */
export function renderRollbackBody(plan: RollbackPlan, why: RollbackReason, context: ReportContext): string {
  const { path, baseCommit, agent, from, to } = plan;
  const file = link(codeSpan(path), fileUrl(context, baseCommit, path));
  return joinBlocks([
    `${file} goes back from version **${from}** to version **${to}** of agent ${codeSpan(agent)}. Nothing else of the file changes.`,
    ...quoteReason(why.reason),
    ...renderLive(plan, context),
    ...renderVerification(plan),
    '**What happens next**',
    ...list([
      plan.live === undefined
        ? `Pin Gate evaluates version ${to} against version ${from}, as in every other pull request.`
        : `Pin Gate sees that version ${to} was live before, and passes it without an evaluation, unless ${codeSpan('gate.yml')} says ${codeSpan('rollback: evaluate')}.`,
      `Production reads version ${to} once this is merged.`,
    ]),
    `<sub>${askedBy(why)}</sub>`,
  ]);
}

function quoteReason(reason: string | undefined): readonly string[] {
  const text = reason?.trim() ?? '';
  if (text === '') return [];
  const lines = shorten(text, LONGEST_REASON).split(/\r\n|[\n\r]/);
  const quoted = lines
    .slice(0, MOST_LINES)
    .map((line) => `> ${escapeSentence(line, LONGEST_REASON)}`.trimEnd());
  return ['**Why**', quoted.join('\n')];
}

function renderLive({ base, to, live }: RollbackPlan, context: ReportContext): readonly string[] {
  if (live === undefined) return [];
  return [
    `Version ${to} was live on ${codeSpan(base)}:`,
    ...list([`from ${describeState(live.from, context)}`, `until ${describeState(live.until, context)}`]),
  ];
}

function renderVerification({ to, verification }: RollbackPlan): readonly string[] {
  if (verification === undefined) return [];
  return verification.state === 'verified'
    ? [`✅ The service confirms that version ${to} can still be run.`]
    : [
        `⚠️ Whether version ${to} can still be run could not be verified. ${escapeSentence(verification.reason)}`,
      ];
}

function askedBy({ actor, runUrl }: RollbackReason): string {
  const who = actor === undefined ? '' : ` by ${codeSpan(actor, 60)}`;
  const run = webUrl(runUrl);
  const where = run === undefined ? ' with `pin-gate rollback`' : ` in ${link('a workflow run', run)}`;
  return `Asked for${who}${where}.`;
}
