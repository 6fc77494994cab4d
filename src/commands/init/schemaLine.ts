/**
 * The first line of a file that editors check by one of our schemas. OWNER and COMMIT are to be replaced, as in the
 * workflow: only whoever installs the Action knows which copy of it they use.
 */
export function schemaLine(name: 'gate' | 'pinned-version'): string {
  const base = 'https://raw.githubusercontent.com/OWNER/pin-gate/COMMIT/schemas';
  return `# yaml-language-server: $schema=${base}/${name}.schema.json`;
}
