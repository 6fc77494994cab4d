import type { AgentService } from '../../domain/agentService.ts';
import type { Clock } from '../../domain/clock.ts';
import type { PinConfirmation, Promotion } from '../../domain/confirmation.ts';
import type { Pin } from '../../domain/pin.ts';
import type { Repository } from '../../domain/repository.ts';
import type { VersionCheck } from '../../resolve/confirmVersion.ts';
import { listBetween } from '../../resolve/listBetween.ts';
import { findDrift } from './findDrift.ts';

export interface ConfirmPinContext {
  readonly commit: string;
  readonly repository: Repository;
  readonly service: AgentService;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Asks whether the pin's version can be run. */
  readonly check: (pin: Pin) => Promise<VersionCheck>;
  readonly warn: (sentence: string) => void;
}

/** Confirms one pin that could be read; where the service says yes, adds what else there is to tell. */
export async function confirmPin(
  pin: Pin,
  promotion: Promotion | undefined,
  context: ConfirmPinContext,
): Promise<PinConfirmation> {
  const { path } = pin;
  const found = await context.check(pin);
  if (found.state !== 'confirmed') {
    const problem = { file: path, line: pin.versionLine, message: found.message };
    return { path, state: found.state, pin, config: undefined, promotion, problems: [problem], drift: [] };
  }
  const { config } = found;
  const [drift, told] = await Promise.all([
    findDrift(pin, config, context),
    promotion === undefined ? undefined : addBetween(pin, promotion, context),
  ]);
  return { path, state: 'confirmed', pin, config, promotion: told, problems: [], drift };
}

async function addBetween(
  pin: Pin,
  promotion: Promotion,
  { service, clock, signal, warn }: ConfirmPinContext,
): Promise<Promotion> {
  const { kind, from } = promotion;
  if ((kind !== 'bumped' && kind !== 'rolled-back') || from === undefined) return promotion;
  const change = { kind, path: pin.path, baseline: from, candidate: pin };
  const { versions, warnings } = await listBetween(change, { service, clock, signal });
  for (const warning of warnings) warn(warning);
  return { ...promotion, between: versions };
}
