/** A moment, in milliseconds since the epoch, to the minute: `2026-08-03 09:30 UTC`. */
export function formatTime(at: number): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime())
    ? 'an unknown time'
    : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
