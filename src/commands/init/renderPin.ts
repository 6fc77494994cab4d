import { stringify } from 'yaml';
import { schemaLine } from './schemaLine.ts';

/** The text of a new `pinned-version.yml`. */
export function renderPin(agent: string, version: number): string {
  return [
    schemaLine('pinned-version'),
    '',
    '# Which version of the agent answers in production, which reads this file: changing the number is the release.',
    stringify({ agent, version }, { lineWidth: 0, compat: 'yaml-1.1' }),
  ].join('\n');
}
