import { type CandidatePin, pinSchema } from '../../domain/pin.ts';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { ask } from './ask.ts';
import type { InitPorts, InitSettings } from './initPorts.ts';

/** The id of the agent: that of a pin which is there, else the one that was named; undefined for a new one. */
export async function chooseAgent(
  { prompter }: Pick<InitPorts, 'prompter'>,
  settings: Pick<InitSettings, 'agent' | 'version'>,
  pin: CandidatePin | undefined,
): Promise<string | undefined> {
  if (pin !== undefined) return pin.agent;
  const id = settings.agent ?? (await ask(prompter, 'Id of the agent (nothing: a new agent is made)', ''));
  if (id === '') {
    if (settings.version === undefined) return undefined;
    throw new GateError('--version names a version of an agent that exists: name the agent with --agent.');
  }
  if (pinSchema.shape.agent.safeParse(id).success) return id;
  throw new GateError(
    `The agent should be an agent's id, without white space, such as agent_0123, but it is ${quote(id)}.`,
  );
}
