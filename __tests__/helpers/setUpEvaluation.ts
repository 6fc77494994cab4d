import type { SessionRequest } from '../../src/domain/agentService.ts';
import type { PinPlan } from '../../src/domain/evaluation.ts';
import type { ProgressDisplay } from '../../src/domain/progressDisplay.ts';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { createRecordingLog } from './createRecordingLog.ts';
import { answer, FakeAgentService, type SessionScript } from './fakeAgentService.ts';
import { FakeClock } from './fakeClock.ts';
import { makePolicy } from './makePolicy.ts';

export const right = '{"team":"billing"}';
export const wrong = '{"team":"auth"}';
export const run = { id: '4711-1', repository: 'octo/triage' };

/** What the session does that a request makes; `index` counts sessions. */
export type Behaviour = (request: SessionRequest, index: number) => SessionScript;

/** `evaluate` with a scripted service and a clock that a test moves; everything is answered rightly by default. */
export function setUpEvaluation(
  plans: readonly PinPlan[],
  behave: Behaviour = () => answer(right),
  random: () => number = () => 0,
  display?: ProgressDisplay,
) {
  const clock = new FakeClock();
  const service = new FakeAgentService(clock, behave);
  const log = createRecordingLog();
  const stop = new AbortController();
  const start = () => evaluate(plans, { service, clock, log, random, display }, run, stop.signal);
  const finish = () => clock.until(start());
  return { clock, service, log, stop, start, finish };
}

export const limited = (limits: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  makePolicy({ message: '{{body}}', limits, ...more });
