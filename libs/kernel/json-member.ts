import type { JsonObject } from './json.js';

/** @throws TypeError when the member is missing or no text: the data is not of the shape that its catalogue declares. */
export function textAt(object: JsonObject, key: string): string {
  const member = object[key];
  if (typeof member !== 'string') throw new TypeError(`"${key}" is no text`);
  return member;
}

/** Null where the member is null. @throws TypeError when it is missing or no object. */
export function objectAt(object: JsonObject, key: string): JsonObject | null {
  const member = object[key];
  if (member === null) return null;
  if (typeof member !== 'object' || Array.isArray(member)) throw new TypeError(`"${key}" is no object`);
  return member as JsonObject; // Array.isArray does not narrow a readonly array out of the union
}
