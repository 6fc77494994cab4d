import type { PinProgress, ProgressDisplay } from '../../domain/progressDisplay.ts';

/** As much of a terminal's stream as is needed. */
export interface TerminalStream {
  write(text: string): unknown;
  /** Changes when the window does. */
  readonly columns?: number;
}

/** Cells of the bar itself. */
const MOST_CELLS = 30;
const FEWEST_CELLS = 10;

/** To the line's start, and everything from there on gone. */
const ERASE = '\r\u001b[K';

/**
 * One line at the bottom of a terminal, drawn over and over. Whatever else goes to the same stream has to go through
 * `write`, whole lines at a time: it scrolls away above the bar. The cursor stays visible and at the end of the line,
 * so that a process that is killed leaves nothing to put right.
 */
export function createProgressBar(
  stream: TerminalStream,
  { color = false }: { readonly color?: boolean } = {},
): ProgressDisplay & { write(text: string): void } {
  let line = '';
  return {
    show(pins) {
      line = describe(pins, (stream.columns ?? 80) - 1, color);
      stream.write(`${ERASE}${line}`);
    },
    write(text) {
      stream.write(line === '' ? text : `${ERASE}${text}${line}`);
    },
    end() {
      if (line !== '') stream.write(ERASE);
      line = '';
    },
  };
}

/** What there is to say, and the order in which it is given up where there is no room: the highest first. */
function listParts(pins: readonly PinProgress[]): readonly (readonly [text: string, rank: number])[] {
  const live = pins.filter(({ isOver }) => !isOver);
  const sum = (measure: (pin: PinProgress) => number) => pins.reduce((total, pin) => total + measure(pin), 0);
  const all = sum(({ total }) => total);
  const times = live.flatMap(({ secondsLeft }) => secondsLeft ?? []);
  const left = times.length < live.length ? undefined : Math.max(0, ...times);
  return [
    // As wide as it will get, so that the bar keeps its length.
    [`${String(sum(({ done }) => done)).padStart(String(all).length)}/${all}`, 0],
    [`${sum(({ running }) => running)} running`, 3],
    [`${sum(({ perSecond }) => perSecond).toFixed(1)}/s`, 4],
    [left === undefined ? 'time left not known yet' : `${formatTime(left)} left`, 1],
    [`$${sum(({ costUsd }) => costUsd).toFixed(2)}`, 2],
  ];
}

function describe(pins: readonly PinProgress[], width: number, color: boolean): string {
  const done = pins.reduce((sum, pin) => sum + pin.done, 0);
  const total = pins.reduce((sum, pin) => sum + pin.total, 0);
  const share = total === 0 ? 0 : done / total;
  // Only all is all.
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  const title = describeRounds(pins);
  const parts = listParts(pins);
  for (let rank = parts.length; rank > 0; rank -= 1) {
    const told = parts.filter(([, own]) => own < rank).map(([text]) => text);
    const text = `${percent} ${told.join(' · ')}`;
    const cells = Math.min(MOST_CELLS, width - title.length - text.length - 2);
    if (cells >= FEWEST_CELLS) return `${title} ${drawBar(share, cells, color)} ${text}`;
  }
  const [first = ['']] = parts;
  return `${percent.trim()} ${first[0]}`.slice(0, Math.max(0, width));
}

/** The rounds that are under way: `first trials`, `2 pins: first trials, re-run round 1`. */
function describeRounds(pins: readonly PinProgress[]): string {
  const live = pins.filter(({ isOver }) => !isOver);
  const rounds = [...new Set((live.length === 0 ? pins : live).map(({ round }) => round))].sort(
    (a, b) => a - b,
  );
  const names = rounds.map((round) => (round === 0 ? 'first trials' : `re-run round ${round}`));
  return `${pins.length > 1 ? `${pins.length} pins: ` : ''}${names.join(', ')}`;
}

/** Full and empty cells differ in shape, not in colour alone. */
function drawBar(share: number, cells: number, color: boolean): string {
  const full = '━'.repeat(Math.floor(share * cells));
  const empty = '─'.repeat(cells - full.length);
  return color ? `\u001b[32m${full}\u001b[0m\u001b[2m${empty}\u001b[0m` : `${full}${empty}`;
}

function formatTime(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
