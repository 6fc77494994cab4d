/** A query without its comments and without the white space and commas that mean nothing to GraphQL. */
export function squeeze(query: string): string {
  return query
    .replace(/#[^\n]*/g, '')
    .replace(/[\s,]+/g, ' ')
    .replace(/ ?([{}():$!]|\.\.\.) ?/g, '$1')
    .trim();
}
