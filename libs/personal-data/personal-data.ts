import {
  canonicalJson,
  FORGOTTEN,
  isSealed,
  type Catalogue,
  type DomainEvent,
  type Forgotten,
  type Json,
  type JsonObject,
  subjectOf,
  type SealedValue,
} from '#kernel';
import type { KeyStore } from '#key-store';
import type { SubjectKey } from './subject-key.js';
import { SubjectKeys } from './subject-keys.js';

/**
 * Seals what is personal before it is written, and opens it for whoever decides or may see it. In between, in the stores,
 * in read models and in the streams of sagas, it is sealed; so destroying a subject's key makes all of it unreadable at
 * once, wherever it was copied to, and breaks no hash.
 */
export class PersonalData {
  readonly #keys: SubjectKeys;

  constructor(keyStore: KeyStore) {
    this.#keys = new SubjectKeys(keyStore);
  }

  /**
   * The events as they are to be stored.
   *
   * @param written says where: the same command decided again on the same stream gives the same sealed values.
   * @throws TypeError when an event does not name the subject of a personal field, and KeyStoreUnusable.
   */
  async seal(
    catalogue: Catalogue,
    events: readonly DomainEvent<string, object>[],
    written: { readonly stream: string; readonly commandId: string },
  ): Promise<readonly DomainEvent<string, object>[]> {
    const sealed: DomainEvent<string, object>[] = [];
    for (const event of events) {
      let data = event.data as JsonObject; // checked against the catalogue before
      for (const field of catalogue[event.type]?.personal ?? []) {
        const key = await this.#keys.obtain(subjectOf(data, field));
        const place = `${written.stream} ${written.commandId} ${event.type} ${field.path.join('.')}`;
        const seal = (value: Json): Json => (value === null ? null : key.seal(canonicalJson(value), place)); // null says nothing
        data = replaced(data, field.path, seal) as JsonObject; // a path has at least one step
      }
      sealed.push(data === event.data ? event : { ...event, data });
    }
    return sealed;
  }

  /**
   * A value with all that is sealed in it opened, however deep; `FORGOTTEN` stands for what cannot be opened any more.
   * Parts without anything sealed are the same objects.
   *
   * @throws KeyStoreUnusable, and Error when a sealed value was changed since it was written.
   */
  async open(value: unknown): Promise<unknown> {
    const subjects = new Set<string>();
    collectSubjects(value, subjects);
    if (subjects.size === 0) return value;
    const keys = new Map<string, SubjectKey | undefined>();
    for (const subject of subjects) keys.set(subject, await this.#keys.find(subject));
    return opened(value, keys);
  }

  /** Forgets a data subject for good. Processes that have used his key go on with it for a minute. Repeatable. @throws KeyStoreUnusable */
  forget(subject: string): Promise<void> {
    return this.#keys.destroy(subject);
  }
}

/** A copy in which the values at a path are others; what lies beside the path is shared. */
function replaced(value: Json, path: readonly string[], by: (value: Json) => Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return by(value);
  if (step === '*') return isList(value) ? value.map((item) => replaced(item, rest, by)) : value;
  if (!isObject(value)) return value;
  const member = value[step];
  return member === undefined ? value : { ...value, [step]: replaced(member, rest, by) };
}

function collectSubjects(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (isSealed(value)) into.add(value.subject);
  else for (const member of Object.values(value)) collectSubjects(member, into);
}

function opened(value: unknown, keys: ReadonlyMap<string, SubjectKey | undefined>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isSealed(value)) return openedValue(value, keys.get(value.subject));
  if (Array.isArray(value)) return value.map((item) => opened(item, keys));
  if (Object.getPrototypeOf(value) !== Object.prototype) return value; // a date, which holds nothing
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, opened(member, keys)]));
}

/** With another key than the one that sealed it, the subject was forgotten and has come back since. */
const openedValue = (value: SealedValue, key: SubjectKey | undefined): Json | Forgotten =>
  key?.id === value.key ? (JSON.parse(key.open(value)) as Json) : FORGOTTEN; // canonical JSON was sealed

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !isList(value);
