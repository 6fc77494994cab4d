import type { FixtureData, RowData } from '../fixtures/fixtureData.ts';
import { createRow } from './createRow.ts';
import { createSearch } from './findRows.ts';

/** Rows that are drawn at a time. */
const PAGE = 100;

/** Brings one list of fixtures to life: draws it, and draws it again whenever a filter changes. */
export function startFixtureList(list: HTMLElement): void {
  const key = list.dataset['fixtures'] ?? '';
  const data: FixtureData = JSON.parse(document.getElementById(`${key}-data`)?.textContent ?? '');
  const find = createSearch(data);
  const buttons = [...list.querySelectorAll<HTMLButtonElement>('button[aria-pressed]')];
  const team = list.querySelector('select');
  const text = list.querySelector('input');
  const clear = list.querySelector<HTMLButtonElement>('.clear');
  const status = list.querySelector<HTMLElement>('.status');
  const rows = list.querySelector<HTMLElement>('.rows');
  const more = list.querySelector<HTMLButtonElement>('.more');
  if (team === null || text === null || clear === null || status === null || rows === null || more === null)
    return;

  let found: readonly RowData[] = [];
  let drawn = 0;

  const drawPage = (): void => {
    const page = found.slice(drawn, drawn + PAGE);
    rows.append(...page.map((row) => createRow(data, row)));
    drawn += page.length;
    const rest = found.length - drawn;
    more.hidden = rest === 0;
    more.textContent = `Show ${Math.min(PAGE, rest)} more of ${rest.toLocaleString('en-US')}`;
    status.textContent = describe(found.length, data.rows.length, drawn);
  };
  const draw = (): void => {
    const pressed = buttons.filter((button) => button.ariaPressed === 'true');
    found = find({
      flags: pressed.map(({ dataset }) => [Number(dataset['all']), Number(dataset['none'])] as const),
      team: team.value === '' ? undefined : Number(team.value),
      text: text.value,
    });
    drawn = 0;
    rows.replaceChildren();
    drawPage();
  };

  for (const button of buttons) {
    button.addEventListener('click', () => {
      button.ariaPressed = button.ariaPressed === 'true' ? 'false' : 'true';
      draw();
    });
  }
  team.addEventListener('change', draw);
  text.addEventListener('input', draw);
  clear.addEventListener('click', () => {
    for (const button of buttons) button.ariaPressed = 'false';
    team.value = '';
    text.value = '';
    draw();
  });
  more.addEventListener('click', () => {
    const next = drawn;
    drawPage();
    // The button may be gone now; what it brought is where the reader goes on.
    rows.children[next]?.querySelector('summary')?.focus();
  });
  // A team's name in the table of teams leads to its fixtures.
  for (const link of document.querySelectorAll<HTMLElement>(`a[data-list="${key}"]`)) {
    link.addEventListener('click', () => {
      team.value = link.dataset['team'] ?? '';
      draw();
    });
  }
  draw();
}

function describe(found: number, all: number, drawn: number): string {
  const [some, total, shown] = [found, all, drawn].map((count) => count.toLocaleString('en-US'));
  if (found === 0) return `None of ${total} fixtures has all of that. Clear the filters to see them.`;
  const what = found === all ? `${total} fixture${all === 1 ? '' : 's'}` : `${some} of ${total} fixtures`;
  return drawn < found ? `${what}, the first ${shown} shown` : what;
}
