import type { ApiRequest } from './route.ts';
import { type Answer, json } from './route.ts';

/**
 * One page of a list, with the `Link` header that leads to the others: GitHub's defaults (30 a page, 100 at
 * most, nonsense ignored) and its form, in which the repository is named by number.
 */
export function paginate<Item>(
  request: ApiRequest,
  items: readonly Item[],
): { items: Item[]; link?: string } {
  const perPage = Math.min(wholeNumber(request.query('per_page')) ?? 30, 100);
  const page = wholeNumber(request.query('page')) ?? 1;
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const url = new URL(request.world.addresses.api + byNumber(request));
  const to = (target: number, rel: string) => {
    url.searchParams.set('per_page', String(perPage));
    url.searchParams.set('page', String(target));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [to(page + 1, 'next'), to(last, 'last')] : []),
    ...(page > 1 ? [to(1, 'first')] : []),
  ];
  const shown = items.slice((page - 1) * perPage, page * perPage);
  return links.length === 0 ? { items: shown } : { items: shown, link: links.join(', ') };
}

/** A page as an answer: what each item looks like is asked only for the items that are shown. */
export async function page<Item, Shown>(
  request: ApiRequest,
  items: readonly Item[],
  show: (item: Item) => Shown | Promise<Shown>,
): Promise<Answer<Shown[]>> {
  const { items: shown, link } = paginate(request, items);
  const body = await Promise.all(shown.map(show));
  return json(body, { headers: link === undefined ? {} : { link } });
}

function byNumber(request: ApiRequest): string {
  return request.path.replace(/^\/repos\/[^/]+\/[^/?]+/, `/repositories/${request.repository.id}`);
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
