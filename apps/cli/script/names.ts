import type { JsonObject } from '#kernel';

/** A name in braces, in a path or in any text of a body: `{order1}`. */
const NAME = /\{([a-z][A-Za-z0-9]*)\}/g;

export type Names = ReadonlyMap<string, string>;

/** Every name that a value mentions, in order, each as often as it does. */
export function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [...value.matchAll(NAME)].flatMap(([, name]) => name ?? []);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(namesIn);
}

/** The value with the names replaced. What has no value stays as it is: look with `namesIn` first. */
export function bound<T>(value: T, names: Names): T;
export function bound(value: unknown, names: Names): unknown {
  if (typeof value === 'string') return value.replaceAll(NAME, (whole, name: string) => names.get(name) ?? whole);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: unknown) => bound(each, names));
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, bound(each, names)]));
}

/** What stands in an answer under a path such as `offers.0.number`, as text; undefined when nothing does. */
export function valueAt(body: unknown, path: string): string | undefined {
  let at: unknown = body;
  for (const field of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, field)) return undefined;
    at = (at as JsonObject)[field]; // a list has its members under their numbers
  }
  if (typeof at === 'number' || typeof at === 'boolean') return String(at);
  return typeof at === 'string' ? at : undefined;
}
