import type { components, paths } from '@octokit/openapi-types';

export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Path = keyof paths;
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

type Responses<P extends Path, M extends Method> =
  paths[P] extends Record<M, { responses: infer R }> ? R : never;

type JsonOf<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;

/** The JSON that an operation answers with when all is well, as GitHub's own description has it. */
export type Reply<P extends Path, M extends Method> = Corrected<
  {
    [Status in keyof Responses<P, M>]: Status extends 200 | 201 ? JsonOf<Responses<P, M>[Status]> : never;
  }[keyof Responses<P, M>]
>;

/**
 * GitHub's description is wrong in places that matter: `head.repo` of a pull request is null once the fork is
 * gone, its labels may have no description, and `line` and `position` of an outdated review comment are null.
 */
export type Corrected<T> = T extends readonly (infer Element)[]
  ? Corrected<Element>[]
  : T extends { head: { repo: infer Repository } }
    ? Omit<T, 'head' | 'labels'> & { labels: Schema<'label'>[] } & {
        head: Omit<T['head'], 'repo'> & { repo: Repository | null };
      }
    : T extends { diff_hunk: string; line?: number }
      ? Omit<T, 'line' | 'position'> & { line: number | null; position: number | null }
      : T;
