import type { JsonObject } from '#kernel';

/** One field of a request that is wrong. */
export interface FieldError {
  /** The way to it, such as `lines.0.quantity`; a header or parameter by its name. */
  readonly field: string;
  readonly message: string;
}

export interface ProblemDetails {
  readonly status: number;
  /** Stable; what a program decides by. */
  readonly code: string;
  /** For a person. */
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** What the refusal of a rule explains itself with. */
  readonly facts?: JsonObject;
  /** Seconds after which the same request may do better. */
  readonly retryAfter?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that cannot be answered as it was asked; the answer is a problem document (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(readonly details: ProblemDetails) {
    super(details.detail);
  }
}

/** The request is out of form: 400 with the fields that are wrong. */
export const badRequest = (code: string, detail: string, ...errors: readonly FieldError[]): Problem =>
  new Problem({ status: 400, code, detail, ...(errors.length > 0 && { errors }) });

/** What the path names does not exist, or not for this caller. */
export const notFound = (code: string, detail: string): Problem => new Problem({ status: 404, code, detail });
