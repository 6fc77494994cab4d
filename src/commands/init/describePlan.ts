import { escapeLogLine } from '../../report/escape.ts';
import type { Plan, PlannedFile } from './plan.ts';

/** Lines of a file that are shown, of fixtures fewer, and characters of a line. */
const LINES_SHOWN = 30;
const FIXTURES_SHOWN = 5;
const LINE_LENGTH = 110;

/** What would be written, line by line, for somebody to read before they say yes. */
export function describePlan(plan: Plan): readonly string[] {
  const { files, existing, remarks } = plan;
  return [
    ...existing.map((path) => `${escapeLogLine(path)} is there already and stays as it is.`),
    ...remarks.map((remark) => escapeLogLine(remark)),
    ...describeNewAgent(plan),
    ...files.flatMap(describeFile),
  ];
}

function describeNewAgent({ newAgent, newAgentFrom }: Plan): readonly string[] {
  if (newAgent === undefined) return [];
  const name = escapeLogLine(JSON.stringify(newAgent['name']), LINE_LENGTH);
  const from = newAgentFrom === undefined ? '' : `, as ${escapeLogLine(newAgentFrom)} describes it`;
  return [`On the service: a new agent, ${name}${from}.`];
}

function describeFile({ path, what, text }: PlannedFile): readonly string[] {
  const lines = text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined);
  const shown = path.endsWith('.jsonl') ? FIXTURES_SHOWN : LINES_SHOWN;
  const more = lines.length - shown;
  return [
    '',
    `New: ${escapeLogLine(path)} (${what})`,
    ...lines.slice(0, shown).map((line) => `  | ${escapeLogLine(line, LINE_LENGTH)}`.trimEnd()),
    ...(more > 0 ? [`  | … and ${more} more ${more === 1 ? 'line' : 'lines'}`] : []),
  ];
}
