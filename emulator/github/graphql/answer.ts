export interface GraphQLError {
  readonly type?: string;
  /** From the top to the field that could not be had. */
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** GraphQL answers with status 200 whatever happens; what could not be had is null in `data`. */
export interface GraphQLAnswer {
  readonly data?: object | null;
  readonly errors?: readonly GraphQLError[];
}

/** A query that is not run at all. */
export function refused(message: string): GraphQLAnswer {
  return { errors: [{ message }] };
}
