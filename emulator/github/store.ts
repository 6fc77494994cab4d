import type {
  Comment,
  Label,
  MergeGroup,
  Permissions,
  PullRequest,
  Repository,
  ReviewComment,
  Token,
} from './entities.ts';
import { seededRandom } from './seededRandom.ts';

/** What is asked of a new token; everything has a default. */
export interface TokenOptions {
  /** `installation` (default): what a workflow's GITHUB_TOKEN is, and speaks as github-actions[bot]. */
  readonly kind?: 'installation' | 'user';
  /** Whose personal access token it is; an installation's login is given. */
  readonly login?: string;
  /** `owner/name`; the base repository unless said otherwise. */
  readonly repository?: string;
  /** Over contents: read, pull_requests: write, issues: write. */
  readonly permissions?: Partial<Permissions>;
}

export interface Store {
  /** The base repository first, then forks. */
  readonly repositories: Repository[];
  readonly pullRequests: PullRequest[];
  readonly comments: Comment[];
  readonly reviewComments: ReviewComment[];
  readonly labels: Label[];
  readonly mergeGroups: MergeGroup[];
  readonly tokens: Map<string, Token>;
  base(): Repository;
  /** By `owner/name`, in any case, as GitHub does. */
  repository(fullName: string): Repository | undefined;
  pullRequest(number: number): PullRequest | undefined;
  commentsOn(number: number): readonly Comment[];
  reviewCommentsOn(number: number): readonly ReviewComment[];
  issueToken(options: TokenOptions): string;
  nextId(): number;
  /** Hexadecimal digits, for request ids. */
  hex(digits: number): string;
  /** Everything back to the base repository alone, ids and tokens starting over. */
  reset(): void;
}

/** Everything that is not in git. */
export function createStore(base: Repository, seed: number): Store {
  // Two sequences, so that the number of requests has no say in what the tokens are.
  let forTokens = seededRandom(seed);
  let forRequests = seededRandom(seed + 1);
  let lastId = 0;

  const store: Store = {
    repositories: [],
    pullRequests: [],
    comments: [],
    reviewComments: [],
    labels: [],
    mergeGroups: [],
    tokens: new Map(),
    base: () => base,
    repository: (fullName) =>
      store.repositories.find((one) => fullNameOf(one).toLowerCase() === fullName.toLowerCase()),
    pullRequest: (number) => store.pullRequests.find((pull) => pull.number === number),
    commentsOn: (number) => store.comments.filter((comment) => comment.issue === number),
    reviewCommentsOn: (number) => store.reviewComments.filter((comment) => comment.pull === number),
    issueToken(options) {
      const kind = options.kind ?? 'installation';
      const prefix = kind === 'installation' ? 'ghs_' : 'ghp_';
      const value =
        prefix + pick(forTokens, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 36);
      store.tokens.set(value, {
        value,
        kind,
        login: kind === 'installation' ? actionsBot : (options.login ?? 'octocat'),
        repository: options.repository ?? fullNameOf(base),
        permissions: { contents: 'read', pull_requests: 'write', issues: 'write', ...options.permissions },
      });
      return value;
    },
    nextId: () => ++lastId,
    hex: (digits) => pick(forRequests, '0123456789ABCDEF', digits),
    reset() {
      forTokens = seededRandom(seed);
      forRequests = seededRandom(seed + 1);
      lastId = 1000 + Math.floor(forTokens() * 1_000_000);
      store.repositories.splice(0, store.repositories.length, base);
      store.pullRequests.length = 0;
      store.comments.length = 0;
      store.reviewComments.length = 0;
      store.labels.length = 0;
      store.mergeGroups.length = 0;
      store.tokens.clear();
    },
  };
  store.reset();
  return store;
}

function pick(random: () => number, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

/** The login of every workflow's own token. */
export const actionsBot = 'github-actions[bot]';

export function fullNameOf(repository: { readonly owner: string; readonly name: string }): string {
  return `${repository.owner}/${repository.name}`;
}
