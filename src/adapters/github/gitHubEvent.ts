/** What started the run, reduced to what names the change. Commits are full ids. */
export type GitHubEvent =
  | {
      readonly kind: 'pull-request';
      readonly name: 'pull_request' | 'pull_request_target';
      readonly owner: string;
      readonly repo: string;
      readonly number: number;
      /** The head when the event was sent. A re-run replays it; the API knows what it is now. */
      readonly head: string;
    }
  | {
      readonly kind: 'merge-group';
      readonly name: 'merge_group';
      readonly owner: string;
      readonly repo: string;
      readonly base: string;
      readonly baseName: string;
      readonly head: string;
      readonly isPrivate: boolean;
    };
