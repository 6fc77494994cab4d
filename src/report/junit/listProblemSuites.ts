import { formatProblem, type Problem } from '../../domain/problem.ts';
import type { RunResult } from '../../domain/result.ts';
import type { Suite } from './suite.ts';

/** Problems of the run as a whole, as a suite whose one case is an error; none without problems. */
export function listProblemSuites({ problems }: Pick<RunResult, 'problems'>): readonly Suite[] {
  return problems.length === 0 ? [] : [problemSuite('the run', problems)];
}

/** What could not be evaluated, with all that is in the way. */
export function problemSuite(name: string, problems: readonly Problem[]): Suite {
  const [first] = problems;
  const message = first?.message ?? 'No reason was given.';
  const fault = {
    kind: 'error',
    type: 'could not evaluate',
    message: problems.length > 1 ? `${message} (and ${problems.length - 1} more)` : message,
    lines: problems.length === 0 ? [message] : problems.map(formatProblem),
  } as const;
  const { file, line } = first ?? {};
  return {
    name,
    className: name,
    properties: [['verdict', 'error']],
    cases: [{ name: 'evaluation', file, line, seconds: 0, properties: [], fault }],
  };
}
