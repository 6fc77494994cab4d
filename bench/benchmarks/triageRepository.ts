import { stringify } from 'yaml';
import { makeTickets, toJsonLines } from '../makeTickets.ts';
import { agent } from '../services/serviceSpec.ts';

const folder = 'prompts/ticket-triage';

/** Limits of `gate.yml`; the policy's defaults stand for what is left out. */
export interface Limits {
  readonly concurrency?: number;
  readonly 'creates-per-minute'?: number;
  readonly 'reads-per-minute'?: number;
  readonly 'max-cost-usd'?: number;
}

/** The files of a repository that pins version 1 and has `fixtures` labelled tickets. */
export function triageRepository(fixtures: number, limits: Limits = {}): Record<string, string> {
  return {
    ...pinOf(1),
    [`${folder}/gate.yml`]: stringify({ fixtures: 'tickets.jsonl', limits }),
    [`${folder}/tickets.jsonl`]: toJsonLines(makeTickets(fixtures)),
  };
}

/** What a pull request changes that promotes version 2. */
export function promotion(): Record<string, string> {
  return pinOf(2);
}

function pinOf(version: number): Record<string, string> {
  return { [`${folder}/pinned-version.yml`]: stringify({ agent, version }) };
}
