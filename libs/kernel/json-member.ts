import type { JsonObject } from './json.js';

/** @throws TypeError when the member is missing or no text: the data is not of the shape that its catalogue declares. */
export function textAt(object: JsonObject, key: string): string {
  const member = object[key];
  if (typeof member !== 'string') throw new TypeError(`"${key}" is no text`);
  return member;
}
