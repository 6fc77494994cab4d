import { squeeze } from './squeeze.ts';

/** A file at a commit, as the query asks for it three times. */
const file = 'file(path: $path) { mode object { ... on Blob { text isBinary isTruncated } } }';

/**
 * The query that PinHistory stands for. There is no GraphQL engine here that could leave out a field or add
 * one, so only a query that asks for exactly this is answered.
 */
export const pinHistoryQuery = squeeze(`
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
              ${file}
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
                  mergeCommit { oid ${file} parents(first: 1) { totalCount nodes { oid ${file} } } }
                }
              }
            }
          }
        }
      }
    }
  }
`);
