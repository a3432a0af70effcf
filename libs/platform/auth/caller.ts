import type { Actor } from '#kernel';

/** What a token lets its bearer do, beside what his role may: look, or also act. */
export const SCOPES = ['read', 'write'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who sent a request, from a token that was verified. */
export interface Caller {
  readonly actor: Actor;
  readonly scopes: ReadonlySet<Scope>;
  /** When the token ends, in milliseconds since the epoch of the real clock: tokens know no movable one. */
  readonly expiresAt: number;
}
