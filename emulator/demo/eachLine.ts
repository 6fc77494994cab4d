/** Calls `onLine` for each line of a text that comes in pieces; what follows the last line break is none yet. */
export function eachLine(onLine: (line: string) => void): (piece: string) => void {
  let begun = '';
  return (piece) => {
    const lines = (begun + piece).split('\n');
    begun = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}
