/** Somebody at a terminal who can be asked. Whoever implements this port makes sure that no text can steer it. */
export interface Prompter {
  /** The answer without white space at its ends, or `fallback` for an empty one; undefined when the input has ended. */
  ask(question: string, fallback: string): Promise<string | undefined>;
  /** Whether the answer is yes; an empty one is no. Undefined when the input has ended. */
  confirm(question: string): Promise<boolean | undefined>;
}
