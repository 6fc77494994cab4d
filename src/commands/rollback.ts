import { posix } from 'node:path';
import { readNumberedPin } from '../config/readPin.ts';
import { replaceVersion } from '../config/replaceVersion.ts';
import type { AgentService } from '../domain/agentService.ts';
import type { ChangeRequests } from '../domain/changeRequests.ts';
import type { Clock } from '../domain/clock.ts';
import type { Pin } from '../domain/pin.ts';
import type { PinHistory, PinState } from '../domain/pinHistory.ts';
import { GateError } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import type { Repository } from '../domain/repository.ts';
import type { Verification } from '../domain/result.ts';
import type { Rollback, RollbackReason, RollbackResult } from '../domain/rollback.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { findPinsAt } from '../find/findPinsAt.ts';
import type { ReportContext } from '../report/reportContext.ts';
import { renderRollbackBody } from '../report/rollback/renderRollbackBody.ts';
import { rollbackTitle } from '../report/rollback/rollbackTitle.ts';
import { verifyLive } from '../resolve/verifyLive.ts';
import { toProblems } from '../toProblems.ts';
import { chooseTarget, type Target } from './rollback/chooseTarget.ts';
import { rollbackBranch } from './rollback/rollbackBranch.ts';

const LABEL = 'rollback';

/** The world as a rollback sees it. */
export interface RollbackPorts {
  readonly repository: Repository;
  readonly history: PinHistory;
  readonly requests: ChangeRequests;
  /** Undefined where there is no key: the version is then not verified here. */
  readonly connect: (() => Promise<AgentService>) | undefined;
  readonly clock: Clock;
}

export interface RollbackRequest extends RollbackReason {
  /** The path of the pin. */
  readonly pin: string;
  /** The branch that has it; undefined: the default branch. */
  readonly base: string | undefined;
  /** The version to go to; undefined: the one that was live before. */
  readonly to: number | undefined;
  /** Where the links of the pull request lead. */
  readonly context: ReportContext;
}

/**
 * Opens the pull request that takes a pin back to a version that was live before. It changes nothing but the number and
 * merges nothing: whether it may merge is for the check to say, as with every other pull request.
 *
 * What a person can mend never throws: it is among the problems. Asked for twice, it comes to one pull request.
 */
export async function rollback(
  ports: RollbackPorts,
  request: RollbackRequest,
  stop: AbortSignal,
): Promise<RollbackResult> {
  const path = posix.normalize(request.pin);
  const warnings: string[] = [];
  try {
    return {
      path,
      rollback: await open(ports, { ...request, pin: path }, warnings, stop),
      problems: [],
      warnings,
    };
  } catch (error) {
    return { path, rollback: undefined, problems: toProblems(error), warnings };
  }
}

/** The result of a rollback that failed before it began. */
export function failRollback(error: unknown, path: string): RollbackResult {
  return { path, rollback: undefined, problems: toProblems(error), warnings: [] };
}

async function open(
  ports: RollbackPorts,
  request: RollbackRequest,
  warnings: string[],
  stop: AbortSignal,
): Promise<Rollback> {
  const { requests, repository } = ports;

  // 1. Read the pin at the tip of its branch.
  const defaultBranch = await requests.defaultBranch();
  const base = request.base ?? defaultBranch;
  const baseCommit = await requests.tip(base);
  if (baseCommit === undefined) {
    throw new GateError(
      `There is no branch ${quote(base)}, or the token may not see it: name the branch that has the pin, and give the token ` +
        '`contents: write`.',
    );
  }
  const bytes = await repository.read(baseCommit, request.pin);
  if (bytes === undefined) throw await explainMissing(repository, baseCommit, request.pin);
  const pin = readNumberedPin(request.pin, bytes);

  // 2. Find the version to go back to, and when it was live.
  const states = await readStates(ports.history, { pin, baseCommit, base }, request.to, warnings);
  const target: Target = chooseTarget({ pin, base, states, to: request.to });
  const { to, live } = target;

  // 3. Write the file, and make sure that the version can still be run.
  const replaced = replaceVersion(pin.path, bytes, to);
  const verification = await verify({ ...pin, version: to }, ports, stop);
  // Not before: what the check will do with a version that is not there helps nobody.
  warnings.push(...target.warnings);
  if (verification?.state === 'unverified') {
    warnings.push(`Whether version ${to} can still be run could not be verified. ${verification.reason}`);
  }

  // 4. Propose it.
  const { path, agent, version: from } = pin;
  const plan = { path, base, baseCommit, agent, from, to, live, verification };
  const title = rollbackTitle(path, to);
  const proposal = await requests.propose({
    ...{ base, baseCommit, path, title },
    branch: rollbackBranch(path, to, base === defaultBranch ? undefined : base),
    bytes: replaced.bytes,
    message: title,
    body: renderRollbackBody(plan, request, request.context),
    labels: [LABEL],
    assignees: request.actor === undefined || isBot(request.actor) ? [] : [request.actor],
  });
  warnings.push(...proposal.warnings);
  return { ...plan, proposal };
}

/** GitHub assigns nothing to them. */
function isBot(login: string): boolean {
  return login.endsWith('[bot]');
}

async function explainMissing(repository: Repository, commit: string, path: string): Promise<GateError> {
  const isPin = (file: string) => posix.basename(file) === 'pinned-version.yml';
  // It names what there is.
  await findPinsAt(commit, repository, isPin, path);
  return new GateError({ file: path, message: `Commit ${commit.slice(0, 10)} has no such file.` });
}

/** Without its past a pin can still go to a version that is named. */
async function readStates(
  history: PinHistory,
  { pin, baseCommit, base }: { readonly pin: Pin; readonly baseCommit: string; readonly base: string },
  to: number | undefined,
  warnings: string[],
): Promise<readonly PinState[]> {
  try {
    return await history.states(pin.path, baseCommit, base);
  } catch (error) {
    const isKnown = error instanceof GateError || error instanceof ServiceError;
    if (to === undefined || !isKnown) throw error;
    warnings.push(`The history of the pin could not be read. ${error.message}`);
    return [];
  }
}

async function verify(
  pin: Pin,
  { connect, clock }: RollbackPorts,
  signal: AbortSignal,
): Promise<Verification | undefined> {
  return connect === undefined ? undefined : verifyLive(pin, { connect, clock, signal });
}
