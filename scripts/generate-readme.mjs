/**
 * Writes the tables of inputs and outputs in README.md from action.yml, between their markers, or with `--check`
 * says whether they are up to date.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { writeOrCheck } from './generated.mjs';

const action = parse(readFileSync('action.yml', 'utf8'));
const readme = readFileSync('README.md', 'utf8').replaceAll('\r\n', '\n');

const inputs = [
  '| Input | Default | What it is |',
  '| --- | --- | --- |',
  ...Object.entries(action.inputs).map(
    ([name, { default: value, description }]) =>
      `| \`${name}\` | ${value === undefined ? '' : `\`${cell(value)}\``} | ${cell(description)} |`,
  ),
];
const outputs = [
  '| Output | What it is |',
  '| --- | --- |',
  ...Object.entries(action.outputs).map(
    ([name, { description }]) => `| \`${name}\` | ${cell(description)} |`,
  ),
];

writeOrCheck('README.md', between(between(readme, 'inputs', inputs), 'outputs', outputs), 'npm run readme');

/** @param {unknown} value */
function cell(value) {
  return String(value)
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');
}

/**
 * @param {string} text
 * @param {string} name of the pair of markers
 * @param {string[]} lines what goes between them
 */
function between(text, name, lines) {
  const start = `<!-- ${name}: generated from action.yml by npm run readme -->`;
  const end = `<!-- /${name} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`README.md has no markers ${start} … ${end}.`);
  return `${text.slice(0, from)}${start}\n\n${lines.join('\n')}\n\n${text.slice(to)}`;
}
