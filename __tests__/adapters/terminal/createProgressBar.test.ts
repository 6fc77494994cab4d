import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { createProgressBar } from '../../../src/adapters/terminal/createProgressBar.ts';
import type { PinProgress } from '../../../src/domain/progressDisplay.ts';

function makeProgress(overrides: Partial<PinProgress> = {}): PinProgress {
  return {
    pin: 'prompts/triage/pinned-version.yml',
    round: 0,
    done: 168,
    total: 400,
    running: 32,
    perSecond: 12.34,
    secondsLeft: 18.8,
    costUsd: 0.117,
    isOver: false,
    ...overrides,
  };
}

/** A terminal of so many columns, as it looks after all that was written: what is erased is gone. */
function createTerminal(columns: number | undefined) {
  let written = '';
  const stream = {
    ...(columns === undefined ? {} : { columns }),
    write: (text: string) => {
      written += text;
    },
  };
  const screen = () => {
    const lines = [''];
    for (const part of written.split(/(\r\u001b\[K|\n)/)) {
      if (part === '\n') lines.push('');
      else if (part === '\r\u001b[K') lines[lines.length - 1] = '';
      else lines[lines.length - 1] += stripVTControlCharacters(part);
    }
    return lines;
  };
  return { stream, screen, written: () => written };
}

function draw(columns: number | undefined, pins: readonly PinProgress[]): string {
  const { stream, screen } = createTerminal(columns);
  createProgressBar(stream).show(pins);
  return screen().join('\n');
}

describe('the progress bar', () => {
  it.each([
    [
      120,
      'first trials ━━━━━━━━━━━━────────────────── 42% 168/400 · 32 running · 12.3/s · 19 s left · $0.12',
    ],
    [80, 'first trials ━━━━──────── 42% 168/400 · 32 running · 12.3/s · 19 s left · $0.12'],
    [60, 'first trials ━━━━━━━──────────  42% 168/400 · 19 s left · $0.12'],
    [40, 'first trials ━━━━━━──────────  42% 168/400'],
    [20, '42% 168/400'],
    [8, '42% 168'],
  ])('says in %i columns what there is room for', (columns, line) => {
    const drawn = draw(columns, [makeProgress()]);
    expect(drawn.length).toBeLessThan(columns);
    expect(drawn.replace(/[━─]+/, '').replace(/ +/g, ' ')).toBe(
      line.replace(/[━─]+/, '').replace(/ +/g, ' '),
    );
  });

  it('takes eighty columns where the terminal does not say', () => {
    expect(draw(undefined, [makeProgress()])).toBe(draw(80, [makeProgress()]));
  });

  it.each([
    [0, 0, '  0%   0/400'],
    [399, 30 * 0.99, ' 99% 399/400'],
    [400, 30, '100% 400/400'],
  ])('fills as trials end: %i', (done, cells, text) => {
    const drawn = draw(200, [makeProgress({ done })]);
    expect(drawn).toContain(`${'━'.repeat(Math.floor(cells))}${'─'.repeat(30 - Math.floor(cells))} ${text}`);
  });

  it('names the round of a re-run, and what is not known yet', () => {
    const drawn = draw(120, [makeProgress({ round: 2, secondsLeft: undefined })]);
    expect(drawn).toMatch(/^re-run round 2 ━/);
    expect(drawn).toContain('time left not known yet');
  });

  it('adds several pins up, and names the rounds that are under way', () => {
    const pins = [
      makeProgress({ done: 10, total: 10, running: 0, isOver: true, secondsLeft: 0 }),
      makeProgress({ round: 1, done: 5, total: 10, running: 2, secondsLeft: 200 }),
      makeProgress({ round: 0, done: 5, total: 20, running: 3, secondsLeft: 30 }),
    ];
    const drawn = draw(140, pins);
    expect(drawn).toMatch(/^3 pins: first trials, re-run round 1 ━/);
    expect(drawn).toContain(' 50% 20/40 · 5 running · 37.0/s · 4 min left · $0.35');
    expect(draw(140, [makeProgress({ isOver: true, round: 1 })])).toMatch(/^re-run round 1 /);
  });

  it('lets lines scroll away above it', () => {
    const { stream, screen } = createTerminal(60);
    const bar = createProgressBar(stream);
    bar.write('before\n');
    bar.show([makeProgress({ done: 1 })]);
    bar.write('one\ntwo\n');
    bar.show([makeProgress({ done: 2 })]);
    expect(screen()).toEqual(['before', 'one', 'two', expect.stringContaining(' 2/400')]);
  });

  it('is gone at the end, once, and may come again', () => {
    const { stream, screen, written } = createTerminal(60);
    const bar = createProgressBar(stream);
    bar.end();
    expect(written()).toBe('');
    bar.show([makeProgress()]);
    bar.end();
    const { length } = written();
    bar.end();
    bar.write('after\n');
    expect([written().length - length, screen()]).toEqual([6, ['after', '']]);
    bar.show([makeProgress({ round: 1 })]);
    expect(screen()[1]).toMatch(/^re-run round 1 /);
  });

  it('never hides the cursor or wraps a line, so that a killed process leaves nothing to put right', () => {
    const { stream, written } = createTerminal(80);
    const bar = createProgressBar(stream, { color: true });
    bar.show([makeProgress()]);
    bar.end();
    expect(written()).not.toContain('\u001b[?');
    expect(written()).not.toContain('\n');
  });

  it('has colours only when asked, and the same without', () => {
    const [plain, colored] = [false, true].map((color) => {
      const { stream, screen, written } = createTerminal(80);
      createProgressBar(stream, { color }).show([makeProgress()]);
      return { text: screen(), hasColor: written().includes('\u001b[32m') };
    });
    expect([plain?.hasColor, colored?.hasColor]).toEqual([false, true]);
    expect(colored?.text).toEqual(plain?.text);
  });
});
