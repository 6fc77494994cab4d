/** Where the API key was read: from an input of the workflow, or from the environment of somebody at a terminal. */
export type KeySource = 'workflow' | 'terminal';

/** What the API key is called there, as a part of a sentence. */
export function nameKey(source: KeySource): string {
  return source === 'workflow' ? 'the input `anthropic-api-key`' : '`ANTHROPIC_API_KEY`';
}
