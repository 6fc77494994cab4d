/** Whether ANTHROPIC_API_KEY is set, for commands that can do without. */
export function hasAnthropicKey(env: Readonly<Record<string, string | undefined>>): boolean {
  return (env['ANTHROPIC_API_KEY']?.trim() ?? '') !== '';
}
