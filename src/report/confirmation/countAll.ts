/** All the pins of a repository, of which there are several. */
export function countAll(pins: number): string {
  return pins === 2 ? 'Both pins' : `All ${pins.toLocaleString('en-US')} pins`;
}
