import type { RunResult } from '../../domain/result.ts';
import { buildReport } from '../buildReport.ts';
import type { ReportContext } from '../reportContext.ts';
import { listPinSuites } from './listPinSuites.ts';
import { listProblemSuites } from './listProblemSuites.ts';
import { renderXml } from './renderXml.ts';
import type { Suite } from './suite.ts';
import { toXml } from './suiteXml.ts';

/**
 * `junit.xml`, for what reads test reports: a suite for each team of each pin, a case for each fixture, with the
 * attributes that readers agree on (https://github.com/testmoapp/junitxml). It agrees with the verdict: failures
 * only in a run that is blocked or waits for a number in a pin, errors only in one that could not be evaluated, and then
 * at least one. So
 * - a fixture fails when it broke in a team whose loss counts; one that broke and was forgiven passes, with a note,
 * - one that both versions get wrong passes too: it is no regression, and a property says what it is,
 * - one that could not be scored is an error where that kept its team from being evaluated, else skipped,
 * - what no fixture stands for (a floor, the test over all teams, a pin that failed) is a case of its own.
 */
export function renderJUnit(result: RunResult, context: ReportContext): string {
  const report = buildReport(result, context);
  const suites: readonly Suite[] = [
    ...listProblemSuites(report.result),
    ...report.sections.flatMap((section) => listPinSuites(section, context)),
  ];
  return renderXml(toXml(suites, result));
}
