/** Why a case did not pass. Texts are raw. */
export interface CaseFault {
  readonly kind: 'failure' | 'error' | 'skipped';
  /** One word or two, such as `broke`. */
  readonly type: string;
  /** One sentence. */
  readonly message: string;
  /** What a reader who opens it sees. */
  readonly lines: readonly string[];
}

/** A test case, of a fixture or of what no fixture stands for. */
export interface Case {
  readonly name: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly seconds: number;
  readonly properties: readonly Property[];
  readonly fault?: CaseFault | undefined;
  /** Of a case that passed and has something to tell all the same. */
  readonly notes?: readonly string[];
}

export type Property = readonly [name: string, value: string];

export interface Suite {
  readonly name: string;
  readonly className: string;
  readonly properties: readonly Property[];
  readonly cases: readonly Case[];
}
