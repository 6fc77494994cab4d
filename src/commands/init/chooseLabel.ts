import { GateError } from '../../domain/problem.ts';
import { code } from '../../config/code.ts';
import { suggest } from '../../config/suggest.ts';

const DEFAULT_LABEL = 'team';

/** What a column with labels is called, in the letters that are left of its name. */
const LABEL_NAMES =
  /^(assigned|target|expected|correct|support)?(team|teams|label|category|queue|group|department|route|destination|intent|topic|assignedto|owner)(name)?$/;

/**
 * The column that says which team a row belongs to: the one that was asked for, else `team`, else the only one
 * whose name looks like a label's.
 *
 * @throws GateError with the columns that there are, when none can be told
 */
export function chooseLabel(columns: readonly string[], wanted: string | undefined, file: string): string {
  if (wanted !== undefined) {
    if (columns.includes(wanted)) return wanted;
    const message = `There is no column ${code(wanted)}, which --label names: ${suggest(wanted, columns, 'columns')}`;
    throw new GateError({ file, line: 1, message });
  }
  if (columns.includes(DEFAULT_LABEL)) return DEFAULT_LABEL;
  const alike = columns.filter((column) => LABEL_NAMES.test(column.toLowerCase().replace(/[\s_.-]/g, '')));
  const [only, ...others] = alike;
  if (only !== undefined && others.length === 0) return only;
  const found =
    only === undefined ? `none of ${list(columns)} looks like it` : `it could be any of ${list(alike)}`;
  throw new GateError({
    file,
    line: 1,
    message: `Which column says the team is not clear: ${found}. Name it with --label.`,
  });
}

/** Names that a sentence lists at most. */
const LISTED = 20;

function list(names: readonly string[]): string {
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : '';
  return `${names.slice(0, LISTED).map(code).join(', ')}${more}`;
}
