/** One entry of GitHub's `errors`. */
export interface FieldError {
  readonly resource: string;
  readonly field?: string;
  readonly code: string;
  readonly message?: string;
}

/** An answer that says no, in GitHub's words. Actions throw it, the server turns it into a body. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly errors: readonly FieldError[] | undefined;

  constructor(status: number, message: string, errors?: readonly FieldError[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

export function notFound(message = 'Not Found'): Problem {
  return new Problem(404, message);
}

/** 422 "Validation Failed" with what is wrong with which field. */
export function invalid(...errors: readonly FieldError[]): Problem {
  return new Problem(422, 'Validation Failed', errors);
}
