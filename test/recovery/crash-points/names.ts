import { sha256 } from '#audit';
import type { StoredEvent } from '#event-store';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** As `JSON.stringify` writes the members that hold a position, in outcomes of commands and in `saga-work`. */
const POSITION = /"(position|effectsUpTo)":"(\d+)"/g;

/**
 * Two things may differ between histories that say the same: which of two streams' events was committed first, and with it the order in
 * which an instance of a saga heard of them. That is in positions and in the revisions of the instances' streams; a saga records the
 * position of an outcome, so it is in that event's hash as well, and from there in the ids of the event, of what it caused, and
 * of the commands that are made from those.
 *
 * Here events go by names that are the same in both: those of a saga's instance by what they are about, all others by their places in
 * their streams; and commands by the event that ordered them.
 */
export class Names {
  readonly #ids = new Map<string, string>();
  readonly #positions = new Map<string, string>();

  /** @param events in the order of their positions: what causes comes before what it causes. */
  constructor(events: readonly StoredEvent[]) {
    for (const event of events) {
      const name = this.#nameOf(event);
      const { commandId } = event.metadata;
      this.#ids.set(event.id, name);
      this.#positions.set(String(event.position), name);
      for (const [index, command] of commandsOf(event).entries()) this.#ids.set(command.id, `${name} command ${index}`);
      if (typeof commandId === 'string' && !this.#ids.has(commandId)) this.#ids.set(commandId, `command of ${name}`);
    }
  }

  /** With the names for ids and positions. */
  in(value: unknown): unknown {
    const text = JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
    const named = text
      .replace(UUID, (id) => this.#ids.get(id) ?? id)
      .replace(POSITION, (_, member: string, at: string) => `"${member}":"${this.#positions.get(at) ?? at}"`);
    return JSON.parse(named) as unknown;
  }

  #nameOf({ stream, revision, type, data }: StoredEvent): string {
    if (!isOfSaga(stream)) return `${stream}@${revision}`;
    const { state: _, commands: __, ...about } = data; // the commands go by this name
    return `${stream} ${type} ${sha256(JSON.stringify(this.in(about))).slice(0, 12)}`;
  }
}

/** The stream of an instance of a saga. */
export const isOfSaga = (stream: string): boolean => stream.startsWith('saga-');

const commandsOf = ({ type, data }: StoredEvent): readonly { readonly id: string }[] =>
  type === 'saga.reacted.v1' ? (data['commands'] as readonly { readonly id: string }[]) : []; // as its catalogue says
