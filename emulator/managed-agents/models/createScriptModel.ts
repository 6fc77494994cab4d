import type { Model, ModelAnswer, ModelTurn } from '../model.ts';
import { countTokens } from './countTokens.ts';
import { sampleLatency } from './sampleLatency.ts';
import { indexAnswers } from './script/indexAnswers.ts';
import type { ModelScript, ScriptReply } from './script/modelScript.ts';
import { ModelScriptError } from './script/parseModelScript.ts';

/** Costs that hold where a reply names none of its own. */
type Defaults = NonNullable<ModelScript['defaults']>;

/**
 * A model that answers from data, so that experiments with known odds can be written down: "this fixture on
 * version 2 is right with probability 0.7". It takes a script that `parseModelScript` or `readModelScript`
 * let through. Chance comes from the turn's `random` alone, three numbers for each answer whatever the script
 * says, so that a change of one latency does not reshuffle everything after it.
 *
 * A turn that no answer matches throws a `ModelScriptError`, unless the script has an `otherwise`.
 */
export function createScriptModel(script: ModelScript): Model {
  const find = indexAnswers(script.answers);
  const defaults = script.defaults ?? {};
  return {
    answer(turn) {
      const replies = find(turn)?.replies ?? script.otherwise;
      if (replies === undefined) {
        throw new ModelScriptError(
          `The model script has no answer for version ${turn.version} of ${turn.agent} and the text ` +
            `${JSON.stringify(shorten(turn.text))}: add one, or an \`otherwise\`.`,
        );
      }
      return give(choose(replies, turn.random()), turn, defaults);
    },
  };
}

/** The reply in whose stretch of [0, 1) `point` falls. */
function choose(replies: ScriptReply[], point: number): ScriptReply {
  const given = replies.reduce((sum, reply) => sum + (reply.probability ?? 0), 0);
  const unsaid = replies.filter((reply) => reply.probability === undefined).length;
  let end = 0;
  let last: ScriptReply | undefined;
  for (const reply of replies) {
    const share = reply.probability ?? Math.max(0, 1 - given) / unsaid;
    end += share;
    if (point < end) return reply;
    if (share > 0) last = reply;
  }
  // The shares sum to 1 up to rounding: a point just below 1 can fall behind the last of them.
  if (last === undefined) throw new ModelScriptError('No reply has a probability above 0.');
  return last;
}

function give(chosen: ScriptReply, turn: ModelTurn, defaults: Defaults): ModelAnswer {
  const reply =
    typeof chosen.reply === 'string' || Array.isArray(chosen.reply)
      ? chosen.reply
      : JSON.stringify(chosen.reply);
  const cacheRead = chosen.cacheReadTokens ?? defaults.cacheReadTokens;
  const cacheCreation = chosen.cacheCreationTokens ?? defaults.cacheCreationTokens;
  return {
    reply,
    latencyMs: sampleLatency(chosen.latencyMs ?? defaults.latencyMs ?? 0, turn.random),
    inputTokens:
      chosen.inputTokens ?? defaults.inputTokens ?? countTokens(turn.system) + countTokens(turn.text),
    outputTokens: chosen.outputTokens ?? defaults.outputTokens ?? countTokens([reply].flat().join('')),
    ...(cacheRead === undefined ? {} : { cacheReadTokens: cacheRead }),
    ...(cacheCreation === undefined ? {} : { cacheCreationTokens: cacheCreation }),
    ...(chosen.stopReason === undefined ? {} : { stopReason: chosen.stopReason }),
    ...(chosen.stopDetail === undefined ? {} : { stopDetail: chosen.stopDetail }),
  };
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
