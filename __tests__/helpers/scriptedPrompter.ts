import type { Prompter } from '../../src/domain/prompter.ts';

/** Somebody who gives these answers, one after the other, and then ends the input. */
export function scriptedPrompter(answers: readonly string[]): Prompter & { readonly asked: string[] } {
  const asked: string[] = [];
  const left = [...answers];
  return {
    asked,
    async ask(question, fallback) {
      asked.push(`${question} (${fallback})`);
      const answer = left.shift();
      return answer === '' ? fallback : answer;
    },
    async confirm(question) {
      asked.push(question);
      const answer = left.shift();
      return answer === undefined ? undefined : answer === 'y';
    },
  };
}
