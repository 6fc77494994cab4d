import { z } from 'zod';

const fileOf = 'file(path: $path) { mode object { ... on Blob { text isBinary isTruncated } } }';

/**
 * The commits that changed a file, with what it was then and the pull requests that they belong to. Of each merge it
 * asks as well what the branch itself had before: `history` follows only one side of a merge that equals that side, and
 * what happened on the other one is then not in its list.
 */
export const pinHistoryQuery = `
query PinHistory($owner: String!, $repo: String!, $commit: GitObjectID!, $path: String!, $first: Int!) {
  repository(owner: $owner, name: $repo) {
    object(oid: $commit) {
      ... on Commit {
        history(first: $first, path: $path) {
          pageInfo { hasNextPage }
          nodes {
            oid
            committedDate
            messageHeadline
            url
            author { name user { login } }
            parents(first: 1) { totalCount }
            ${fileOf}
            associatedPullRequests(first: 10) {
              nodes {
                number
                title
                url
                merged
                mergedAt
                baseRefName
                baseRepository { nameWithOwner }
                author { login }
                mergeCommit { oid ${fileOf} parents(first: 1) { totalCount nodes { oid ${fileOf} } } }
              }
            }
          }
        }
      }
    }
  }
}`;

const fileSchema = z.object({
  mode: z.int(),
  object: z
    .object({
      text: z.string().nullish(),
      isBinary: z.boolean().nullish(),
      isTruncated: z.boolean().optional(),
    })
    .nullable(),
});
export type HistoryFile = z.infer<typeof fileSchema>;

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const pullRequestSchema = z.object({
  number: z.int(),
  title: z.string(),
  url: z.string(),
  merged: z.boolean(),
  mergedAt: time.nullable(),
  baseRefName: z.string(),
  baseRepository: z.object({ nameWithOwner: z.string() }).nullable(),
  /** Null once the account was deleted. */
  author: z.object({ login: z.string() }).nullable(),
  mergeCommit: z
    .object({
      oid: z.string(),
      file: fileSchema.nullable(),
      parents: z.object({
        totalCount: z.int(),
        nodes: z.array(z.object({ oid: z.string(), file: fileSchema.nullable() })),
      }),
    })
    .nullable(),
});
export type HistoryPullRequest = z.infer<typeof pullRequestSchema>;

const nodeSchema = z.object({
  oid: z.string(),
  committedDate: time,
  author: z
    .object({ name: z.string().nullable(), user: z.object({ login: z.string() }).nullable() })
    .nullable(),
  file: fileSchema.nullable(),
  associatedPullRequests: z.object({ nodes: z.array(pullRequestSchema) }).nullable(),
});
export type HistoryNode = z.infer<typeof nodeSchema>;

export const pinHistorySchema = z.object({
  repository: z.object({
    /** Null where there is no such object; without `history` where it is no commit. */
    object: z
      .object({
        history: z
          .object({ pageInfo: z.object({ hasNextPage: z.boolean() }), nodes: z.array(nodeSchema) })
          .optional(),
      })
      .nullable(),
  }),
});
