import type { Access, Permissions, Repository, Token } from '../entities.ts';
import type { World } from '../world.ts';
import type { Method, Path, Reply } from './openapi.ts';
import { notFound } from './problem.ts';
import type { RateWindow } from './rateLimit.ts';

/** What a handler is given; everything in it is already checked. */
export interface ApiRequest {
  readonly world: World;
  /** The path without the API's root, as it was asked for. */
  readonly path: string;
  /** One of the path's `{names}`, decoded. */
  param(name: string): string;
  query(name: string): string | undefined;
  readonly accept: string;
  /** @throws Problem 400 when the body is not JSON. */
  json(): Promise<unknown>;
  /** Undefined for a request without a token. */
  readonly token: Token | undefined;
  /** The repository of the path; a handler of a path without one never asks. */
  readonly repository: Repository;
  /** What the token has left of its hour. */
  readonly rate: RateWindow;
}

/** An answer before it is written. */
export interface Answer<Body> {
  readonly status: number;
  readonly body:
    | { readonly kind: 'json'; readonly value: Body }
    | {
        readonly kind: 'raw';
        readonly bytes: Uint8Array<ArrayBuffer>;
        readonly type: string;
        readonly oid: string;
      }
    | { readonly kind: 'none' };
  readonly headers?: Readonly<Record<string, string>>;
}

/** One way to be allowed: this permission at this level. */
export type Need = readonly [permission: keyof Permissions, access: Exclude<Access, 'none'>];

/** An operation of the API, typed by its OpenAPI path. */
export interface Route {
  readonly method: Method;
  /** With `{names}`, as GitHub's documentation writes it. */
  readonly path: Path;
  /** Where GitHub documents it, below https://docs.github.com/rest/. */
  readonly docs: string;
  /** Any one of these will do; none: whoever may see the repository may call it. */
  readonly needs: readonly Need[];
  readonly handle: (request: ApiRequest) => Promise<Answer<unknown>>;
}

/** Ties a handler's answer to what GitHub's description says that the operation returns. */
export function route<P extends Path, M extends Method>(
  method: M,
  path: P,
  more: {
    readonly docs: string;
    readonly needs?: readonly Need[];
    readonly handle: (request: ApiRequest) => Answer<Reply<P, M>> | Promise<Answer<Reply<P, M>>>;
  },
): Route {
  return {
    method,
    path,
    docs: more.docs,
    needs: more.needs ?? [],
    handle: async (request) => more.handle(request),
  };
}

export function json<Body>(
  value: Body,
  more: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Answer<Body> {
  return { status: more.status ?? 200, body: { kind: 'json', value }, headers: more.headers ?? {} };
}

/** Bytes as they are; the oid of what they are of identifies them. */
export function raw(bytes: Uint8Array<ArrayBuffer>, type: string, oid: string): Answer<never> {
  return { status: 200, body: { kind: 'raw', bytes, type, oid } };
}

export function noContent(): Answer<never> {
  return { status: 204, body: { kind: 'none' } };
}

/** A path parameter that is a positive whole number. @throws Problem 404 for anything else. */
export function numberParam(request: ApiRequest, name: string): number {
  const text = request.param(name);
  if (!/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}

/** Whether the client asks for a media type such as `raw`, in any of the ways GitHub reads it. */
export function accepts(request: ApiRequest, format: 'raw' | 'sha'): boolean {
  return new RegExp(`application/vnd\\.github(\\.[\\w-]+)?\\.${format}\\b`).test(request.accept);
}
