/** Longer words are told apart by what they begin with. */
const LONGEST = 16;
const SHORTEST_PREFIX = 2;
/** A description can be long; its first words say what it is about. */
const MAX_TERMS = 1_000;
/** Nobody types more to find a thing. */
const MAX_WORDS = 10;

/** The words of a text without case and accents, each once, cut to what is looked at. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu))].map((word) => Array.from(word).slice(0, LONGEST).join(''));
}

/** What a text is found by: its words and whatever they begin with. The first texts count more, where there is not room for all. */
export function termsOf(...texts: readonly string[]): readonly string[] {
  const terms = new Set<string>();
  for (const word of texts.flatMap(wordsOf)) {
    const characters = Array.from(word);
    for (let length = Math.min(SHORTEST_PREFIX, characters.length); length <= characters.length; length++) {
      if (terms.size >= MAX_TERMS) return [...terms];
      terms.add(characters.slice(0, length).join(''));
    }
  }
  return [...terms];
}

/** What somebody asks for: everything that is found has to have each of these. */
export const askedFor = (query: string): readonly string[] => wordsOf(query).slice(0, MAX_WORDS);
