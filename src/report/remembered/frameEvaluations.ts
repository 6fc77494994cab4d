import type { RunAttempt } from '../../domain/attempt.ts';
import type { PinSection } from '../buildReport.ts';
import { fold } from '../markdown.ts';
import { type KeptEvaluation, KEPT_END, nameKept, writeKeptStart } from './keptEvaluation.ts';

/** What goes around, before or after the blocks of a pin's section. */
export type Frame = (section: PinSection, blocks: readonly string[]) => readonly string[];

/** A section as it is. */
export const NO_FRAME: Frame = (_, blocks) => blocks;

/**
 * For the comment: hidden marks around what a later run may have to keep, which is the evaluation of a draft that was
 * good; and after a pin that is only remembered what was kept of its evaluation, between the same marks again, so that
 * however many runs remember it there is one fold. A pass after blocks stands before the fold, for everybody to see.
 *
 * Without room a sentence stands where something was kept.
 */
export function frameEvaluations(
  run: RunAttempt | undefined,
  all: readonly KeptEvaluation[],
  hasRoom: boolean,
): Frame {
  return ({ pin, verdict }, blocks) => {
    if (pin.state === 'evaluated' && verdict === 'pending' && run !== undefined && blocks.length > 0)
      return [writeKeptStart({ run, pin: nameKept(pin.path) }), ...blocks, KEPT_END];
    if (pin.state !== 'remembered') return blocks;
    const of = pin.evaluation.run;
    const kept = all.find(
      (one) => one.run.id === of.id && one.run.attempt === of.attempt && one.pin === nameKept(pin.path),
    );
    if (kept === undefined) return blocks;
    const [first = ''] = kept.text.split('\n\n', 1);
    return [
      ...(first.startsWith('⚠️ **Attempt ') ? [first] : []),
      ...blocks,
      ...(hasRoom
        ? fold(`The evaluation of run ${of.id}, as it was reported`, [
            writeKeptStart(kept),
            kept.text,
            KEPT_END,
          ])
        : [`✂️ There is no room here for what run ${of.id} reported: its job summary has it.`]),
    ];
  };
}
