import type { Session } from '../entities/session.ts';
import type { ModelAnswer } from '../model.ts';
import type { World } from '../world.ts';

/** The model's answer to `text`, or what it threw. */
export function askModel(world: World, session: Session, text: string): ModelAnswer | Error {
  const { agent } = session;
  session.modelRandom ??= world.modelRandom(agent.id, agent.version, session.firstText);
  try {
    return world.model.answer({
      agent: agent.id,
      version: agent.version,
      system: agent.system ?? '',
      model: agent.model.id,
      text,
      session: session.id,
      turn: session.turns,
      metadata: session.metadata,
      random: session.modelRandom,
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
