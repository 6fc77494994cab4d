import { type GitPlace, startGit } from './runGit.ts';

/** An object of the repository. The oid is the full, 40-digit name. */
export interface GitObject {
  readonly oid: string;
  readonly type: 'blob' | 'tree' | 'commit' | 'tag';
  readonly content: Buffer<ArrayBuffer>;
}

export interface ObjectReader {
  /** `name` is a revision in git's syntax, without a line break; `undefined` when there is no such object. */
  read(name: string): Promise<GitObject | undefined>;
  /** Ends the process; every read that is still waiting fails. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (object: GitObject | undefined) => void;
  readonly reject: (error: Error) => void;
}

const newline = 0x0a;
const types = ['blob', 'tree', 'commit', 'tag'] as const;

/**
 * Keeps one `git cat-file --batch` open: a read costs a pipe's round trip instead of a process. The process
 * looks refs and new packs up afresh for every name, so it sees what other git processes write.
 */
export function openObjectReader(place: GitPlace): ObjectReader {
  const child = startGit(place, ['cat-file', '--batch']);
  const waiting: Waiting[] = [];
  let chunks: Buffer<ArrayBuffer>[] = [];
  let buffered = 0;
  let header: { readonly oid: string; readonly type: GitObject['type']; readonly size: number } | undefined;
  let ended = false;

  /** The next `size` bytes, or undefined while they have not all come; a large blob is joined only once. */
  function take(size: number): Buffer<ArrayBuffer> | undefined {
    if (buffered < size) return undefined;
    const joined = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    const rest = joined.subarray(size);
    chunks = rest.length > 0 ? [rest] : [];
    buffered = rest.length;
    return joined.subarray(0, size);
  }

  function takeLine(): string | undefined {
    const joined = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    const end = joined.indexOf(newline);
    if (end === -1) return undefined;
    return take(end + 1)?.toString('utf8', 0, end);
  }

  function drain(): void {
    for (;;) {
      if (header === undefined) {
        const line = takeLine();
        if (line === undefined) return;
        header = parseHeader(line);
        if (header === undefined) {
          waiting.shift()?.resolve(undefined);
          continue;
        }
      }
      const body = take(header.size + 1);
      if (body === undefined) return;
      waiting
        .shift()
        ?.resolve({ oid: header.oid, type: header.type, content: body.subarray(0, header.size) });
      header = undefined;
    }
  }

  function fail(error: Error): void {
    ended = true;
    for (const reader of waiting.splice(0)) reader.reject(error);
  }

  child.stdout.on('data', (chunk: Buffer<ArrayBuffer>) => {
    chunks.push(chunk);
    buffered += chunk.length;
    drain();
  });
  child.stderr.resume();
  child.stdin.on('error', () => {});
  child.on('error', (error) => fail(new Error('git cat-file could not be started.', { cause: error })));
  const closed = new Promise<void>((resolve) => {
    child.on('close', () => {
      fail(new Error('git cat-file has ended.'));
      resolve();
    });
  });

  return {
    read(name) {
      if (name === '' || name.includes('\n')) return Promise.resolve(undefined);
      if (ended) return Promise.reject(new Error('The emulated repository is closed.'));
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${name}\n`);
      });
    },
    close() {
      child.stdin.end();
      child.kill();
      return closed;
    },
  };
}

/** `<oid> <type> <size>`; anything else (`<name> missing`, `<name> ambiguous`) means no such object. */
function parseHeader(line: string) {
  const match = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(line);
  const type = types.find((known) => known === match?.[2]);
  return match?.[1] !== undefined && type !== undefined
    ? { oid: match[1], type, size: Number(match[3]) }
    : undefined;
}
