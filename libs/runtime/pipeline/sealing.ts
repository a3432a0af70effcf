import type { Catalogue, DomainEvent } from '#kernel';

/** What keeps personal fields unreadable wherever they are stored. */
export interface Sealing {
  /** The events as they are to be stored; the same command decided again gives the same. */
  seal(
    catalogue: Catalogue,
    events: readonly DomainEvent<string, object>[],
    written: { readonly stream: string; readonly commandId: string },
  ): Promise<readonly DomainEvent<string, object>[]>;

  /** A value with all that is sealed in it opened. */
  open(value: unknown): Promise<unknown>;
}

/** For those who have no keys: nothing personal gets past them in the clear. */
export const nothingPersonal: Sealing = {
  seal: (_, events) => {
    throw new TypeError(`${events[0]?.type}: there are no keys to seal its personal fields with`);
  },
  open: () => {
    throw new TypeError('there are no keys to open personal fields with');
  },
};

/** Whether any of the events is of a type with personal fields. */
export const hasPersonal = (catalogue: Catalogue, events: readonly Pick<DomainEvent, 'type'>[]): boolean =>
  events.some(({ type }) => (catalogue[type]?.personal.length ?? 0) > 0);
