import type { Json } from '../domain/fixture.ts';
import { quote } from '../domain/quote.ts';
import type { PinResult, RunResult } from '../domain/result.ts';
import type { FieldGrade, FixtureResult, Grade, Outcome, Trial, Trials } from '../domain/trial.ts';
import type { Decision } from '../domain/verdict.ts';
import { readField } from './readField.ts';
import type { ReportContext } from './reportContext.ts';

/** Stands wherever a text from a reply would be. */
export const WITHHELD = 'withheld';

type Evaluated = Extract<PinResult, { state: 'evaluated' }>;

/**
 * Whether reports may print what the agent wrote. `auto` says no unless the repository is known to be private:
 * comments, summaries and logs of a public repository are read by everyone.
 */
export function mayShowReplies(pin: Evaluated, context: ReportContext): boolean {
  const wish = pin.source.policy.show.replies;
  return wish === 'auto' ? context.publicRepository === false : wish === 'yes';
}

/**
 * The result without what the agent wrote, for pins whose replies may not be shown. Every report is made from
 * what this gives, so that no report can forget. A graded value stays when it is one of the labels: those are
 * in the repository for everyone who reads the report, and the comparison is worth little without them.
 */
export function withholdReplies(result: RunResult, context: ReportContext): RunResult {
  const pins = result.pins.map((pin) =>
    pin.state === 'evaluated' && !mayShowReplies(pin, context) ? withholdFromPin(pin) : pin,
  );
  return { ...result, pins };
}

function withholdFromPin(pin: Evaluated): Evaluated {
  const results = pin.decision.teams.flatMap((team) => team.fixtures.map((score) => score.result));
  const labels = collectLabels([...results, ...pin.informational], Object.keys(pin.source.policy.expect));
  const withholdFromSides = ({ baseline, candidate }: Trials): Trials => ({
    baseline: baseline.map((trial) => withholdFromTrial(trial, labels)),
    candidate: candidate.map((trial) => withholdFromTrial(trial, labels)),
  });
  const withhold = (result: FixtureResult): FixtureResult => ({
    ...result,
    ...withholdFromSides(result),
    fresh: withholdFromSides(result.fresh),
  });
  const decision: Decision = {
    ...pin.decision,
    teams: pin.decision.teams.map((team) => ({
      ...team,
      fixtures: team.fixtures.map((score) => ({ ...score, result: withhold(score.result) })),
    })),
    reasons: withholdFromSentences(pin.decision.reasons, results),
  };
  return { ...pin, decision, informational: pin.informational.map(withhold) };
}

/** Every value that some fixture expects, in the form of `toKey`. */
function collectLabels(results: readonly FixtureResult[], fields: readonly string[]): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const { fixture } of results) {
    for (const field of fields) {
      const label = readField(fixture, field) ?? null;
      // `one-of` allows several: a list, or bars in a cell of a CSV file.
      const choices = typeof label === 'string' ? [label, ...label.split('|')] : [label].flat();
      for (const choice of choices) labels.add(toKey(choice));
    }
  }
  return labels;
}

/** Case and space at the ends give nothing away, and `Billing` for `billing` is what a reader must see. */
function toKey(value: Json): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).trim().toLowerCase();
}

function withholdFromTrial(trial: Trial, labels: ReadonlySet<string>): Trial {
  return {
    ...trial,
    outcome: withholdFromOutcome(trial.outcome),
    grade: withholdFromGrade(trial.grade, labels),
  };
}

function withholdFromOutcome(outcome: Outcome): Outcome {
  switch (outcome.kind) {
    case 'answered':
      return { ...outcome, reply: WITHHELD };
    case 'refusal':
    case 'waiting':
      return { ...outcome, detail: WITHHELD };
    default:
      // The service's words or our own.
      return outcome;
  }
}

function withholdFromGrade(grade: Grade, labels: ReadonlySet<string>): Grade {
  if (grade.kind === 'not-scored') return grade;
  const fields = grade.fields.map((field) => withholdFromField(field, labels));
  if (grade.kind === 'right') return { ...grade, fields };
  const ours = grade.reason === 'too-slow' || grade.reason === 'budget-reached';
  return { ...grade, fields, detail: ours ? grade.detail : WITHHELD };
}

function withholdFromField(field: FieldGrade, labels: ReadonlySet<string>): FieldGrade {
  const { actual } = field;
  const harmless = actual === undefined || actual === null || typeof actual === 'boolean';
  return harmless || labels.has(toKey(actual)) ? field : { ...field, actual: WITHHELD };
}

function listTrials({ baseline, candidate, fresh }: FixtureResult): readonly Trial[] {
  return [...baseline, ...candidate, ...fresh.baseline, ...fresh.candidate];
}

/** Reasons may give a reply, or what was wrong with it, as an example. */
function withholdFromSentences(
  sentences: readonly string[],
  results: readonly FixtureResult[],
): readonly string[] {
  const texts = new Set<string>();
  for (const trial of results.flatMap(listTrials)) {
    if (trial.outcome.kind === 'answered')
      texts.add(quote(trial.outcome.reply, 200)).add(quote(trial.outcome.reply));
    if (trial.grade.kind !== 'wrong' || trial.grade.detail === '') continue;
    texts.add(trial.grade.detail).add(quote(trial.grade.detail, 200));
  }
  // Longest first: a detail that quotes a reply goes as a whole.
  const longestFirst = [...texts].sort((a, b) => b.length - a.length);
  return sentences.map((sentence) =>
    longestFirst.reduce((text, secret) => text.replaceAll(secret, `(${WITHHELD})`), sentence),
  );
}
