/**
 * Renders every report of every sample into `preview/`, to be looked at: `npm run preview`, with `-- --pictures` as
 * pictures in light and dark too, with `-- --docs` also the two in the README.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeReportContext } from '../../__tests__/helpers/factories/makeReportContext.ts';
import { renderComment } from '../../src/report/renderComment.ts';
import { renderSummary } from '../../src/report/renderSummary.ts';
import { renderTerminal } from '../../src/report/renderTerminal.ts';
import { REPORT_FILES } from '../../src/report/reportFiles.ts';
import { renderCommentPage, renderIndex, renderTerminalPage } from './renderPage.ts';
import { SAMPLES } from './samples.ts';
import { type Picture, takePictures } from './takePictures.ts';

const { values } = parseArgs({
  options: { pictures: { type: 'boolean', default: false }, docs: { type: 'boolean', default: false } },
});
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'preview');
const context = makeReportContext();

rmSync(folder, { recursive: true, force: true });
const pictures: Picture[] = [];
const index = SAMPLES.map(([name, make]) => {
  const result = make();
  const comment = renderComment(result, context);
  const files: Readonly<Record<string, string>> = {
    'comment.md': comment,
    'comment.html': renderCommentPage(`${name}: the comment`, comment),
    'summary.md': renderSummary(result, context),
    'terminal.txt': renderTerminal(result, context, { width: 80 }),
    'terminal.html': renderTerminalPage(
      `${name}: a terminal`,
      renderTerminal(result, context, { width: 110, color: true }),
    ),
    ...Object.fromEntries(REPORT_FILES.map((file) => [file.name, file.render(result, context)])),
  };
  mkdirSync(join(folder, name), { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(join(folder, name, file), text);
    if (!file.endsWith('.html') || !values.pictures) continue;
    for (const scheme of ['light', 'dark'] as const)
      pictures.push({
        from: join(folder, name, file),
        to: join(folder, name, file.replace('.html', `-${scheme}.png`)),
        scheme,
      });
  }
  const taken = pictures.filter(({ from }) => from.startsWith(join(folder, name, '/')));
  return [
    name,
    [...Object.keys(files), ...taken.map(({ to }) => to.slice(join(folder, name, '/').length))],
  ] as const;
});
writeFileSync(join(folder, 'index.html'), renderIndex(index));

if (values.docs) {
  const [sample = ''] = SAMPLES.map(([name]) => name);
  pictures.push({
    from: join(folder, sample, 'comment.html'),
    to: join(root, 'docs', 'comment.png'),
    scheme: 'light',
    selector: '.comment',
  });
  pictures.push({
    from: join(folder, sample, 'report.html'),
    to: join(root, 'docs', 'report.png'),
    scheme: 'light',
    window: { width: 1100, height: 1000 },
  });
}
if (pictures.length > 0) await takePictures(pictures);
console.log(
  `${join('preview', 'index.html')} has ${index.length} samples, with ${pictures.length} pictures.`,
);
