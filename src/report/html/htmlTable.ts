import { type Html, html } from './html.ts';

export interface Column {
  readonly name: string;
  /** Numbers stand right. */
  readonly isNumber?: boolean;
  /** On a phone, the column has a line of its own under the others. */
  readonly isWide?: boolean;
}

/** A table with a caption; the first cell of each row is its header. It scrolls by itself where it is too wide. */
export function htmlTable(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Html[])[],
  className = '',
): Html {
  const align = (index: number) => {
    const column = columns[index];
    if (column?.isNumber === true) return html` class="number"`;
    return column?.isWide === true ? html` class="wide"` : html``;
  };
  return html`<div class="${`scroll ${className}`.trim()}" tabindex="0" role="group" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ name }, index) => html`<th scope="col"${align(index)}>${name}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (cells) =>
    html`<tr>${cells.map((cell, index) =>
      index === 0 ? html`<th scope="row"${align(index)}>${cell}</th>` : html`<td${align(index)}>${cell}</td>`,
    )}</tr>
`,
)}</tbody>
</table></div>
`;
}
