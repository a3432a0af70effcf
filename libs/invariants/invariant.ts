import type { RecordedEvent } from '#kernel';

/** An event after which one of the rulebook's invariants does not hold. */
export interface Violation {
  /** Its number in the rulebook. */
  readonly invariant: number;
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** What is wrong, in one sentence. */
  readonly problem: string;
}

/** Goes through history once, event by event, and remembers what its invariant needs. */
export interface Check {
  readonly invariant: number;
  /** The rule, as the rulebook has it. */
  readonly rule: string;
  /** What the event breaks, in one sentence; undefined when all is well. */
  take(event: RecordedEvent): string | undefined;
  /** What is still missing when history ends, each with the event that asks for it. */
  missing?(last: RecordedEvent): readonly { readonly event: RecordedEvent; readonly problem: string }[];
}

export const violationOf = ({ invariant }: Check, event: RecordedEvent, problem: string): Violation => ({
  invariant,
  position: String(event.position),
  stream: event.stream,
  revision: event.revision,
  type: event.type,
  problem,
});

/** What checks read of an event, by its type: the shapes that its catalogue declares. */
export const isOf = <E extends { readonly type: string; readonly data: object }, T extends E['type']>(
  event: RecordedEvent,
  type: T,
): event is RecordedEvent & { readonly data: Extract<E, { readonly type: T }>['data'] } => event.type === type;
