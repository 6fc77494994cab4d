import { Option } from 'commander';
import { parseBaseUrl } from '../config/parseBaseUrl.ts';
import { GateError } from '../domain/problem.ts';

/** `--anthropic-base-url`, the same in every command that asks Managed Agents. */
export function anthropicBaseUrlOption(): Option {
  return new Option('--anthropic-base-url <url>', 'another address of the Managed Agents API')
    .env('ANTHROPIC_BASE_URL')
    .argParser(readBaseUrl);
}

/** By the rule for the Action's input. Commander's own error would print the address, and a password that is in it. */
function readBaseUrl(text: string): string {
  // As for an input: what is empty is not set.
  if (text === '') return '';
  const parsed = parseBaseUrl(text);
  if ('url' in parsed) return parsed.url;
  throw new GateError(`--anthropic-base-url (or ANTHROPIC_BASE_URL) ${parsed.fault}.`);
}
