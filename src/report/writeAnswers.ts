import type { Answer, AnswerPart } from './summarizeAnswer.ts';

/** What a version said in all its trials, as plain text: `billing 4×; auth 1×`. Raw: whoever prints it escapes it. */
export function writeAnswers(answers: readonly Answer[]): string {
  const single = answers.length === 1 && answers[0]?.times === 1;
  return answers
    .slice(0, 3)
    .map((answer) => `${writeAnswer(answer)}${single ? '' : ` ${answer.times}×`}`)
    .join('; ');
}

function writeAnswer({ label, detail, parts }: Answer): string {
  if (label === undefined) return writeParts(parts);
  return detail === undefined ? label : `${label}: ${detail}`;
}

/** Graded values as plain text: `billing`, with several fields `team: billing, priority: high`. */
export function writeParts(parts: readonly AnswerPart[]): string {
  return parts
    .map(({ field, value = 'another answer' }) => (field === undefined ? value : `${field}: ${value}`))
    .join(', ');
}
