import { z } from 'zod';
import { latencySchema } from '../sampleLatency.ts';

/*
 * A model script is data: a list of answers, each with the conditions under which it is given and the replies
 * it may give. README.md in the folder above shows one.
 */

/** A strict object whose error names the keys that it has. */
function strictObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `has the unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}; the keys here are ${Object.keys(shape).join(', ')}`
        : 'expected an object',
  });
}

const tokensExpected = 'expected a whole number of tokens, 0 or more';
const tokens = z.int(tokensExpected).min(0, tokensExpected);
const versionExpected = 'expected a version (a whole number from 1) or a list of versions';
const version = z.int(versionExpected).min(1, versionExpected);
const shareExpected = 'expected a probability from 0 to 1';
const replyExpected = 'expected a text, a list of texts or an object';
const wordsExpected = 'expected a text that is not empty';

const patternSchema = strictObject({
  /** A JavaScript regular expression. */
  matches: z.string(wordsExpected).min(1, wordsExpected),
  flags: z
    .string()
    .regex(/^[imsu]*$/, 'expected flags out of i, m, s and u')
    .optional(),
}).superRefine(({ matches, flags }, context) => {
  try {
    new RegExp(matches, flags);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.addIssue({
      code: 'custom',
      path: ['matches'],
      message: `expected a regular expression (${reason})`,
    });
  }
});

/** Costs of a turn: whatever is not said here is the same number for all replies, from `defaults`. */
const effort = {
  latencyMs: latencySchema.optional(),
  /** Left out: about four characters of prompt and message a token. */
  inputTokens: tokens.optional(),
  /** Left out: about four characters of the reply a token. */
  outputTokens: tokens.optional(),
  cacheReadTokens: tokens.optional(),
  cacheCreationTokens: tokens.optional(),
};

const replySchema = strictObject({
  /** A text, several texts for several messages, or an object, which is sent as JSON. */
  reply: z.union(
    [z.string(), z.array(z.string()).min(1, replyExpected), z.record(z.string(), z.json())],
    replyExpected,
  ),
  /** Replies without one share what the others leave. */
  probability: z.number(shareExpected).min(0, shareExpected).max(1, shareExpected).optional(),
  stopReason: z.string(wordsExpected).min(1, wordsExpected).optional(),
  stopDetail: z.string('expected a text').optional(),
  ...effort,
});

const repliesSchema = z
  .array(replySchema, 'expected a list of replies')
  .min(1, 'expected at least one reply')
  .superRefine((replies, context) => {
    const given = replies.map((reply) => reply.probability ?? 0);
    // Those are problems of their own, and the sum would only repeat them.
    if (given.length === 0 || given.some((probability) => probability < 0 || probability > 1)) return;
    const sum = given.reduce((total, probability) => total + probability, 0);
    const complete = replies.every((reply) => reply.probability !== undefined);
    if (sum <= 1 + 1e-9 && (!complete || sum >= 1 - 1e-9)) return;
    const message = complete
      ? `expected probabilities that sum to 1, but they sum to ${Number(sum.toFixed(9))}`
      : `expected probabilities that sum to at most 1, but they sum to ${Number(sum.toFixed(9))}`;
    context.addIssue({ code: 'custom', message });
  });

const answerSchema = strictObject({
  agent: z.string(wordsExpected).min(1, wordsExpected).optional(),
  version: z.union([version, z.array(version).min(1, versionExpected)], versionExpected).optional(),
  /** A text is compared as a whole, white space at its ends aside. */
  text: z
    .union(
      [z.string(), strictObject({ contains: z.string(wordsExpected).min(1, wordsExpected) }), patternSchema],
      'expected a text, { contains: … } or { matches: …, flags: … } with a valid regular expression',
    )
    .optional(),
  /** All pairs have to be in the session's metadata. */
  metadata: z
    .record(z.string(), z.string('expected a text (metadata values are texts: quote numbers)'), {
      error: 'expected an object of texts',
    })
    .optional(),
  replies: repliesSchema,
});

export const modelScriptSchema = strictObject({
  defaults: strictObject(effort).optional(),
  /** The first that matches answers. */
  answers: z.array(answerSchema, 'expected a list of answers'),
  /** For turns that none matches; left out, such a turn is an error. */
  otherwise: repliesSchema.optional(),
}).superRefine(({ answers }, context) => {
  const seen = new Map<string, number>();
  for (const [index, { agent, version, text, metadata }] of answers.entries()) {
    const conditions = JSON.stringify([agent, version, text, Object.entries(metadata ?? {}).sort()]);
    const earlier = seen.get(conditions);
    if (earlier === undefined) seen.set(conditions, index);
    else {
      context.addIssue({
        code: 'custom',
        path: ['answers', index],
        message: `can never be given: answers[${earlier}] has the same conditions`,
      });
    }
  }
});

export type ModelScript = z.output<typeof modelScriptSchema>;
export type ScriptAnswer = ModelScript['answers'][number];
export type ScriptReply = ScriptAnswer['replies'][number];
