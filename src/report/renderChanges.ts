import type { Evaluation } from './buildReport.ts';
import { nameSetting } from './changes/nameSetting.ts';
import type { ConfigChange } from './changes/listConfigChanges.ts';
import {
  explainWithheld,
  namesAllBetween,
  dateVersion,
  summarizeChanges,
} from './changes/summarizeChanges.ts';
import type { ComparedVersions } from './changes/versionChanges.ts';
import { hasMarks, writeDiff } from './changes/writeDiff.ts';
import type { Detail } from './detail.ts';
import { codeSpan, escapeSentence, fencedDiff } from './escape.ts';
import { formatCount } from './formatEffort.ts';
import { fold, list } from './markdown.ts';
import { takePoints } from './renderSentences.ts';

/** Lines of a diff that stand open; a longer one is folded. */
const OPEN_LINES = 20;

/**
 * What differs between the two versions: one line that suffices, whatever the detail; then the settings, and the
 * prompt's diff, folded when it is long.
 */
export function renderChanges({ changes }: Evaluation, detail: Detail): readonly string[] {
  const isNothing = changes.state === 'compared' && changes.identical;
  const summary = escapeSentence(summarizeChanges(changes), 1_200);
  const line = isNothing ? `⚠️ **What changed**: ${summary}.` : `**What changed**: ${summary}.`;
  if (changes.state === 'no-baseline') return [line];
  const withheld = explainWithheld(changes);
  return [
    line,
    ...(withheld === undefined ? [] : [`ℹ️ ${escapeSentence(withheld)}`]),
    ...list(takePoints(changes.config.filter(hasMore), detail.changes, renderSetting)),
    ...renderDiff(changes, detail.changes),
    ...(detail.folds ? renderBetween(changes) : []),
  ];
}

/** What the summary does not say yet. */
function hasMore({ setting, withheld }: ConfigChange): boolean {
  return !withheld && setting !== 'model' && setting !== 'model option' && setting !== 'name';
}

function renderSetting(change: ConfigChange): string {
  const name = escapeSentence(nameSetting(change));
  const show = (value: string | undefined) => codeSpan(value ?? '', 300);
  if (change.kind === 'added') return `${name}, new: ${show(change.after)}`;
  if (change.kind === 'removed') return `${name}, gone: ${show(change.before)}`;
  return `${name}: ${show(change.before)} → ${show(change.after)}`;
}

function renderDiff({ prompt: { hunks } }: ComparedVersions, limit: number): readonly string[] {
  if (hunks === undefined || hunks.length === 0 || limit === 0) return [];
  const { lines, left } = writeDiff(hunks, limit);
  const blocks = [
    fencedDiff(lines),
    ...(left > 0 ? [`… and ${formatCount(left, 'more line')} of the diff.`] : []),
    ...(hasMarks(hunks)
      ? ['<sub>Where a line changed a little, `[-…-]` and `{+…+}` mark the words.</sub>']
      : []),
  ];
  const isLong = lines.length > OPEN_LINES;
  return isLong ? fold(`The prompt’s diff: ${formatCount(lines.length + left, 'line')}`, blocks) : blocks;
}

/** The whole list where the summary gives its ends only. */
function renderBetween(changes: ComparedVersions): readonly string[] {
  if (namesAllBetween(changes)) return [];
  const versions = changes.between ?? [];
  return fold(`${formatCount(versions.length, 'version')} in between`, [
    versions.map(dateVersion).join(', '),
  ]);
}
