import { createInterface } from 'node:readline';
import type { Prompter } from '../../domain/prompter.ts';
import { cleanText } from '../log/cleanText.ts';

/** As much of a terminal's two streams as is needed. */
export interface PromptStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Whoever sits at the terminal; undefined when there is none, since nobody would answer. */
export function createPrompter({ input, output }: PromptStreams): Prompter | undefined {
  if (input.isTTY !== true || output.isTTY !== true) return undefined;
  const put = (question: string): Promise<string | undefined> =>
    new Promise((resolve) => {
      // One reader a question: between questions the terminal is left as it was, and Ctrl-C ends the process.
      const reader = createInterface({ input, output });
      reader.once('close', () => resolve(undefined));
      reader.once('SIGINT', () => reader.close());
      reader.question(cleanText(question), (answer) => {
        resolve(answer.trim());
        reader.close();
      });
    });
  return {
    async ask(question, fallback) {
      const answer = await put(`${question}${fallback === '' ? '' : ` (${fallback})`}: `);
      return answer === '' ? fallback : answer;
    },
    async confirm(question) {
      const answer = await put(`${question} (y/N): `);
      return answer === undefined ? undefined : /^y(es)?$/i.test(answer);
    },
  };
}
