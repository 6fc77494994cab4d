import type { Evaluation } from './buildReport.ts';
import { codeSpan, escapeSentence } from './escape.ts';
import { fold, list } from './markdown.ts';

/** The whole story of each team that was tested, folded: what was run again, what it showed, what it would have taken. */
export function explainTests({ teams }: Evaluation): readonly string[] {
  const tested = teams.filter(({ test }) => test !== undefined);
  return fold(
    'How the re-runs were judged',
    list(tested.map(({ team, sentence }) => `${codeSpan(team, 60)}: ${escapeSentence(sentence, 1_200)}`)),
  );
}
