import type { Json } from '../../domain/fixture.ts';
import { chooseLabel } from './chooseLabel.ts';
import { chooseMessage } from './chooseMessage.ts';
import { listTeams } from './listTeams.ts';

/** What a policy has to say of fixtures that there are. */
export interface Survey {
  readonly label: string;
  readonly message: string;
  /** The label's values, each once, sorted. */
  readonly teams: readonly string[];
}

/**
 * Looks rows over for what a policy has to say of them.
 *
 * @param wanted the column of the label, if somebody named it
 * @param file where the rows are from, for the sentences
 * @throws GateError when the label or the message cannot be told
 */
export function surveyRows(
  rows: readonly Readonly<Record<string, Json>>[],
  wanted: string | undefined,
  file: string,
): Survey {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const label = chooseLabel(
    columns.filter((column) => column !== 'id' || wanted === 'id'),
    wanted,
    file,
  );
  return {
    label,
    message: chooseMessage(
      columns.filter((column) => column !== 'id' && column !== label),
      rows,
      file,
    ),
    teams: listTeams(rows, label),
  };
}
