/** Texts that many repositories have, and that are written for other readers. */
const OTHER_TEXT = /(?:^|\/)(?:readme|agents|changelog)\.(?:md|txt)$/i;

/**
 * Whether a file of this name can hold an agent's system prompt: a .md or .txt with `system`, `prompt` or `agent`
 * somewhere in its path. A pull request that changes any other text, and most change some, is then known not to
 * touch an agent without a question to GitHub.
 */
export function isSystemFilePath(path: string): boolean {
  return /\.(?:md|txt)$/i.test(path) && /system|prompt|agent/i.test(path) && !OTHER_TEXT.test(path);
}
