import { readFields } from '../../config/readFields.ts';
import { readRecords } from '../../config/records/readRecords.ts';
import { policySchema } from '../../domain/policy.ts';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { ask } from './ask.ts';
import { type CsvImport, importCsv } from './importCsv.ts';
import type { InitPorts, InitSettings } from './initPorts.ts';
import { listTeams } from './listTeams.ts';
import type { Surroundings } from './lookAround.ts';
import { SAMPLE_LABEL, sampleFixtures } from './sampleFixtures.ts';
import { type Survey, surveyRows } from './surveyRows.ts';

/** The fixtures that there will be, and what the policy and a new agent have to know of them. */
export interface FixturePlan extends Survey {
  /** The text of the new file; undefined when none is to be written. */
  readonly text: string | undefined;
  readonly csv: CsvImport | undefined;
}

/**
 * Fixtures from a CSV, or made-up ones; none where there are some.
 *
 * @param path where new ones would be
 * @throws GateError when a CSV was named that cannot be imported
 */
export async function planFixtures(
  { workspace, prompter }: Pick<InitPorts, 'workspace' | 'prompter'>,
  settings: Pick<InitSettings, 'csv' | 'label' | 'id'>,
  there: Surroundings,
  path: string,
): Promise<FixturePlan> {
  const reason = findReasonAgainst(there, path);
  if (reason !== undefined && settings.csv !== undefined) throw new GateError(reason);
  const file =
    reason === undefined
      ? (settings.csv ?? (await ask(prompter, 'CSV with labelled tickets (nothing: made-up ones)', '')))
      : '';
  if (file === '') {
    checkColumnFlags(settings, there);
    if (there.fixtures !== undefined) return { ...surveyExisting(there, settings.label), ...NO_FILE };
    return {
      ...sampleSurvey(there),
      text: reason === undefined ? sampleFixtures() : undefined,
      csv: undefined,
    };
  }

  const bytes = await workspace.read(file);
  if (bytes === undefined) {
    throw new GateError(`There is no file ${quote(file)}: name the CSV that has the labelled tickets.`);
  }
  const csv = importCsv(file, bytes, settings.id);
  const policy = there.gate?.policy;
  const survey =
    policy === undefined
      ? surveyRows(csv.rows, settings.label, file)
      : {
          label: policy['group-by'],
          message: policy.message,
          teams: listTeams(csv.rows, policy['group-by']),
        };
  return { ...survey, text: csv.text, csv };
}

const NO_FILE = { text: undefined, csv: undefined } as const;

/** Why no new file of fixtures can be of use, as a sentence for whoever has named a CSV; undefined if it can. */
function findReasonAgainst(there: Surroundings, path: string): string | undefined {
  if (there.fixtures !== undefined) {
    return `${path} is there already and stays as it is: move it away to import the CSV, or leave --csv out.`;
  }
  if (there.gate !== undefined && !there.gate.fixturePaths.includes(path)) {
    return `${there.gate.path} is there already and names other fixtures: add fixtures.jsonl to its \`fixtures\` to import the CSV, or leave --csv out.`;
  }
  return undefined;
}

function checkColumnFlags({ label, id }: Pick<InitSettings, 'label' | 'id'>, there: Surroundings): void {
  const isOfExisting = there.fixtures !== undefined && there.gate === undefined;
  const flag = id !== undefined ? '--id' : label !== undefined && !isOfExisting ? '--label' : undefined;
  if (flag === undefined) return;
  throw new GateError(`${flag} names a column of a CSV: name the CSV with --csv.`);
}

function surveyExisting({ fixtures, gate }: Surroundings, label: string | undefined): Survey {
  if (fixtures === undefined || gate !== undefined) return sampleSurvey({ gate });
  const { records, problems } = readRecords(fixtures.path, fixtures.bytes);
  if (problems.length > 0) throw new GateError(problems);
  const rows = records
    .map(({ value }) => readFields(value))
    .flatMap((read) => ('fields' in read ? [read.fields] : []));
  return surveyRows(rows, label, fixtures.path);
}

function sampleSurvey({ gate }: Pick<Surroundings, 'gate'>): Survey {
  return {
    label: gate?.policy['group-by'] ?? SAMPLE_LABEL,
    message: gate?.policy.message ?? policySchema.shape.message.parse(undefined),
    teams: [],
  };
}
