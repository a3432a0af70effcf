/** What an event's data and metadata are made of: plain JSON, so that a stored event means the same in every tool. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/**
 * The RFC 8785 (JCS) form of a value: object keys in UTF-16 order, no white space. Two equal values have equal text,
 * which is what a hash needs. Members that are `undefined` are left out, as JSON does.
 *
 * Written out by hand because ordering a copy for the engine's own serialiser takes as half as long again (docs/performance.md).
 *
 * @throws RangeError for a number that JSON cannot carry (NaN, an infinity), and for half a surrogate pair.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  if (typeof value !== 'object' || value === null) return String(value); // numbers are written as RFC 8785 asks
  return isArray(value) ? arrayText(value) : objectText(value, canonicalJson);
}

/** An object's canonical JSON, made once for all who need the text: its hash, its size, its storing. */
export class JsonText {
  /** @param text the canonical JSON of an object; who has the object calls `of`. @throws TypeError for text of something else */
  constructor(readonly text: string) {
    // Looking at a character also makes one piece of a text that was joined from many, once for all who read it.
    if (!text.startsWith('{')) throw new TypeError('the text is no object');
  }

  /** @throws as `canonicalJson` */
  static of(object: JsonObject): JsonText {
    return new JsonText(canonicalJson(object));
  }
}

/**
 * An object's canonical JSON, with the texts of its deep members at hand for what is made of the same values: a contract goes
 * from a command into its digest, a hash and an event, and is by far the longest part of each. The values must not change.
 */
export class TextsOfParts {
  /** Of the object itself. */
  readonly text: string;
  readonly #parts: { readonly value: object; readonly text: string }[] = []; // few: looked through faster than hashed

  /** @throws as `canonicalJson` */
  constructor(object: JsonObject) {
    this.text = objectText(object, (member) => this.#make(member));
  }

  /** The canonical JSON of any value. @throws as `canonicalJson` */
  of(value: Json): string {
    if (typeof value === 'object') for (const part of this.#parts) if (part.value === value) return part.text;
    return canonicalJson(value);
  }

  /** The canonical JSON of an object that may have some of the parts as members. @throws as `canonicalJson` */
  textAround(object: JsonObject): string {
    return objectText(object, (member) => this.of(member));
  }

  #make(member: Json): string {
    const text = canonicalJson(member);
    if (typeof member === 'object' && member !== null) this.#parts.push({ value: member, text });
    return text;
  }
}

function arrayText(members: readonly Json[]): string {
  let text = '';
  for (const member of members) text += text === '' ? canonicalJson(member) : `,${canonicalJson(member)}`;
  return `[${text}]`;
}

function objectText(object: JsonObject, textOf: (member: Json) => string): string {
  let text = '';
  for (const key of inOrder(Object.keys(object))) {
    const member = object[key];
    if (member === undefined) continue;
    const name = named(key);
    // Most members are plain texts, and the pieces are what putting them together costs: the quote comes with the name.
    if (typeof member === 'string' && PLAIN.test(member))
      text += `${text === '' ? name.firstQuoting : name.furtherQuoting}${member}"`;
    else text += (text === '' ? name.first : name.further) + textOf(member);
  }
  return `{${text}}`;
}

interface Named {
  /** The quoted name with its colon, as it begins an object. */
  readonly first: string;
  /** The same with a comma before it. */
  readonly further: string;
  /** Both with the quote that begins a text. */
  readonly firstQuoting: string;
  readonly furtherQuoting: string;
}

/** Names come from code and are few; where ids are used as names, only the first so many are remembered. */
const MOST_NAMES = 2_000;
const names = new Map<string, Named>();

function named(key: string): Named {
  const known = names.get(key);
  if (known !== undefined) return known;
  const first = `${quoted(key)}:`;
  const made = { first, further: `,${first}`, firstQuoting: `${first}"`, furtherQuoting: `,${first}"` };
  if (names.size < MOST_NAMES) names.set(key, made);
  return made;
}

/** Nothing to be escaped: no quote, backslash or control character, and no surrogate, for a lone one would be. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** UTF-8 has no form for half a surrogate pair: what a store gives back would not be what was hashed. */
const HALF_A_PAIR = /\p{Surrogate}/u;

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (HALF_A_PAIR.test(text)) throw new RangeError('half a surrogate pair has no JSON form');
  return JSON.stringify(text);
}

/** Sorts in place by insertion: keys are few and mostly in order, and then `sort` is three times slower. */
function inOrder(keys: string[]): string[] {
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] ?? '';
    let place = i;
    for (let before = keys[place - 1]; before !== undefined && before > key; before = keys[place - 1]) {
      keys[place] = before;
      place -= 1;
    }
    keys[place] = key;
  }
  return keys;
}

// Array.isArray does not narrow a readonly array out of a union.
const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
