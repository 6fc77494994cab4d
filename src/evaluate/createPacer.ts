import type { Clock } from '../domain/clock.ts';
import type { PinPlan } from '../domain/evaluation.ts';
import { Pacer } from './pacer.ts';

/** A pacer for all of these pins: each rate is the smallest that any of their policies names. */
export function createPacer(plans: readonly PinPlan[], clock: Clock): Pacer {
  const smallest = (key: 'creates-per-minute' | 'reads-per-minute') =>
    Math.min(...plans.map((plan) => plan.policy.limits[key]));
  return new Pacer(clock, {
    createsPerMinute: smallest('creates-per-minute'),
    readsPerMinute: smallest('reads-per-minute'),
  });
}
