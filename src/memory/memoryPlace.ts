/** Whose memory it is; sealed with it, so that what one pull request remembers is nothing to another. */
export interface MemoryPlace {
  /** `owner/name` */
  readonly repository: string;
  readonly pullRequest: number;
}

/** What is sealed. */
export function sealedText({ repository, pullRequest }: MemoryPlace, encoded: string): string {
  return `${repository.toLowerCase()}#${pullRequest}\n${encoded}`;
}
