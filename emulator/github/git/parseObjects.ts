/** Who and when, as a commit records it. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Milliseconds since the epoch. */
  readonly date: number;
}

export interface Commit {
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

export interface TreeEntry {
  /** Octal, six digits: 100644, 100755, 120000 (symbolic link), 040000 (folder), 160000 (submodule). */
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
}

/** A commit object's text: header lines, an empty line, the message. */
export function parseCommit(oid: string, content: Buffer): Commit {
  const text = content.toString('utf8');
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, end === -1 ? text.length : end).split('\n');
  const values = (key: string) =>
    lines.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  return {
    oid,
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: parseSignature(values('author')[0] ?? ''),
    committer: parseSignature(values('committer')[0] ?? ''),
    message: end === -1 ? '' : text.slice(end + 2).replace(/\n+$/, ''),
  };
}

/** `Name <email> 1700000000 +0000` */
function parseSignature(text: string): Signature {
  const match = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(text);
  return { name: match?.[1] ?? '', email: match?.[2] ?? '', date: Number(match?.[3] ?? 0) * 1000 };
}

/** A tree object: `<mode> <name>NUL<20 bytes of oid>`, again and again. */
export function parseTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const nul = content.indexOf(0, space);
    entries.push({
      mode: content.toString('latin1', at, space).padStart(6, '0'),
      name: content.toString('utf8', space + 1, nul),
      oid: content.toString('hex', nul + 1, nul + 21),
    });
    at = nul + 21;
  }
  return entries;
}
