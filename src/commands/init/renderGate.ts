import { stringify } from 'yaml';
import { schemaLine } from './schemaLine.ts';

/** What a new policy says: paths are relative to it. */
export interface GateContent {
  readonly fixtures: string;
  readonly agentFile: string;
  /** How a fixture becomes the message that the agent gets. */
  readonly message: string;
  /** The field that is graded and by which fixtures are grouped. */
  readonly label: string;
}

/** The text of a new `gate.yml`. What it leaves out keeps its default. */
export function renderGate({ fixtures, agentFile, message, label }: GateContent): string {
  return [
    schemaLine('gate'),
    '',
    '# How a change of pinned-version.yml beside this file is judged. A pull request is judged by the gate.yml and',
    '# the fixtures of its base branch, never by its own.',
    '',
    '# The labelled cases, each with an id that no other has.',
    yaml({ fixtures }),
    "# The agent in the form of Anthropic's `ant` command.",
    yaml({ 'agent-file': agentFile }),
    '# How a fixture becomes the message that the agent reads. Names in braces are fields of the fixture.',
    yaml({ message }),
    '# What the agent replies: `json` is one JSON object and nothing around it, `text` the text as it is.',
    yaml({ reply: 'json' }),
    "# Which fields of the reply are graded, and how: here it has to be the fixture's, letter for letter.",
    yaml({ expect: { [label]: 'exact' } }),
    "# Scores are compared team by team, so that one team's gain cannot hide another one's loss.",
    yaml({ 'group-by': label }).trimEnd(),
    '',
  ].join('\n');
}

function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, blockQuote: 'literal', compat: 'yaml-1.1' });
}
