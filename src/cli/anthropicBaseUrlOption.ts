import { Option } from 'commander';

/** `--anthropic-base-url`, the same in every command that asks Managed Agents. */
export function anthropicBaseUrlOption(): Option {
  return new Option('--anthropic-base-url <url>', 'another address of the Managed Agents API').env(
    'ANTHROPIC_BASE_URL',
  );
}
