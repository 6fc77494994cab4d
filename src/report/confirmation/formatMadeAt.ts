/** When a version was made, from the service's own way to write it; empty when that is no time. */
export function formatMadeAt(madeAt: string | undefined): string {
  const time = Date.parse(madeAt ?? '');
  return Number.isNaN(time) ? '' : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
