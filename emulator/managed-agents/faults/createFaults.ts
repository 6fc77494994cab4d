import type { FaultRule, FaultScript, RequestAction, StreamAction, TurnAction } from './faultScript.ts';
import { faultScriptSchema } from './faultScript.ts';

/** What a rule can ask about a session. */
export interface SessionFacts {
  readonly agent: string;
  readonly version: number;
  readonly text: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly session: number;
}

/** The actions for an occasion; empty when nothing is wrong. Asking uses a rule up. */
export interface Faults {
  /** `facts` is called only when a rule wants to know; undefined where the request is about no session. */
  request(
    method: string,
    path: string,
    facts: () => Promise<SessionFacts | undefined>,
  ): Promise<readonly RequestAction[]>;
  stream(facts: SessionFacts): readonly StreamAction[];
  turn(facts: SessionFacts): readonly TurnAction[];
}

/** Reads the script; throws a `ZodError` where it does not say what it should. */
export function createFaults(script: FaultScript): Faults {
  const rules = faultScriptSchema.parse(script).map((rule) => ({ rule, matched: 0 }));
  const requestRules = rules.flatMap(({ rule }, index) => (rule.on === 'request' ? [{ rule, index }] : []));

  /** Counts a match of the rule; whether it applies this time. */
  function use(index: number): boolean {
    const entry = rules[index];
    if (entry === undefined) return false;
    entry.matched += 1;
    const { skip, times } = entry.rule;
    return entry.matched > skip && (times === 'always' || entry.matched <= skip + times);
  }

  return {
    async request(method, path, facts) {
      let known: SessionFacts | undefined;
      for (const { rule, index } of requestRules) {
        if (!matchesRequest(rule.request, method, path)) continue;
        if (namesSession(rule)) {
          known ??= await facts();
          if (known === undefined || !matchesSession(rule, known)) continue;
        }
        if (use(index)) return rule.do;
      }
      return [];
    },
    stream(facts) {
      for (const [index, { rule }] of rules.entries()) {
        if (rule.on === 'stream' && matchesSession(rule, facts) && use(index)) return rule.do;
      }
      return [];
    },
    turn(facts) {
      for (const [index, { rule }] of rules.entries()) {
        if (rule.on === 'turn' && matchesSession(rule, facts) && use(index)) return rule.do;
      }
      return [];
    },
  };
}

function matchesRequest(pattern: string, method: string, path: string): boolean {
  const [wantedMethod, wantedPath = ''] = pattern.split(' ');
  if (wantedMethod !== '*' && wantedMethod !== method) return false;
  const wanted = wantedPath.split('/');
  const parts = path.split('/');
  return wanted.length === parts.length && wanted.every((part, i) => part === '*' || part === parts[i]);
}

function namesSession(rule: FaultRule): boolean {
  const { agent, version, text, metadata, session } = rule;
  return [agent, version, text, metadata, session].some((fact) => fact !== undefined);
}

function matchesSession(rule: FaultRule, facts: SessionFacts): boolean {
  return (
    (rule.agent === undefined || rule.agent === facts.agent) &&
    (rule.version === undefined || rule.version === facts.version) &&
    (rule.text === undefined || facts.text.includes(rule.text)) &&
    (rule.session === undefined || rule.session === facts.session) &&
    Object.entries(rule.metadata ?? {}).every(([key, value]) => facts.metadata[key] === value)
  );
}
