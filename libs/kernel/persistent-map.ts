/** Few entries are one map, which is copied to change it; many are spread over branches, of which only one path is copied. */
type Node<V> = Leaf<V> | Branch<V>;
type Leaf<V> = ReadonlyMap<string, V>;
type Branch<V> = readonly Node<V>[];

const BITS_PER_LEVEL = 4;
const BRANCHES = 1 << BITS_PER_LEVEL;
const LEAF_SIZE = 16;
/** A hash has 32 bits; keys that share them all stay in one leaf, however many they are. */
const DEPTH = 32 / BITS_PER_LEVEL;

/**
 * An immutable map from text to values, in no particular order. The map after a change shares nearly everything with the
 * map before it, so that folding a stream with ten thousand open reservations costs no more per event than one with ten.
 */
export class PersistentMap<K extends string, V> {
  /** Hidden by the compiler only: who measures a state by serialising it has to see what is in it. */
  private readonly root: Node<V>;
  readonly size: number;

  private constructor(root: Node<V>, size: number) {
    this.root = root;
    this.size = size;
  }

  static empty<K extends string, V>(): PersistentMap<K, V> {
    return new PersistentMap<K, V>(new Map(), 0);
  }

  get(key: K): V | undefined {
    return this.#leafOf(key).get(key);
  }

  has(key: K): boolean {
    return this.#leafOf(key).has(key);
  }

  /** The map with the value under the key, in place of any before. */
  with(key: K, value: V): PersistentMap<K, V> {
    const root = change(this.root, hash(key), 0, (leaf) => leaf.set(key, value));
    return new PersistentMap<K, V>(root, this.size + (this.has(key) ? 0 : 1));
  }

  /** The map without the key; this very map when it has none. */
  without(key: K): PersistentMap<K, V> {
    if (!this.has(key)) return this;
    const root = change(this.root, hash(key), 0, (leaf) => leaf.delete(key));
    return new PersistentMap<K, V>(root, this.size - 1);
  }

  #leafOf(key: K): Leaf<V> {
    let node = this.root;
    for (let depth = 0, bits = hash(key); !isLeaf(node); depth++) node = childOf(node, slotAt(bits, depth));
    return node;
  }
}

/** A copy of the path down to the leaf that the hash leads to, with a copy of the leaf changed. */
function change<V>(node: Node<V>, bits: number, depth: number, apply: (leaf: Map<string, V>) => unknown): Node<V> {
  if (isLeaf(node)) {
    const leaf = new Map(node);
    apply(leaf);
    return leaf.size > LEAF_SIZE && depth < DEPTH ? split(leaf, depth) : leaf;
  }
  const slot = slotAt(bits, depth);
  return node.with(slot, change(childOf(node, slot), bits, depth + 1, apply));
}

function split<V>(leaf: Leaf<V>, depth: number): Branch<V> {
  const branch = Array.from({ length: BRANCHES }, () => new Map<string, V>());
  for (const [key, value] of leaf) branch[slotAt(hash(key), depth)]?.set(key, value);
  return branch;
}

const slotAt = (bits: number, depth: number): number => (bits >>> (depth * BITS_PER_LEVEL)) & (BRANCHES - 1);

const NOTHING: Leaf<never> = new Map<string, never>();

const childOf = <V>(branch: Branch<V>, slot: number): Node<V> => branch[slot] ?? NOTHING;

const isLeaf = <V>(node: Node<V>): node is Leaf<V> => node instanceof Map;

/** FNV-1a. What hostile keys could do is fill one leaf, which costs time and breaks nothing. */
function hash(key: string): number {
  let bits = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) bits = Math.imul(bits ^ key.charCodeAt(index), 0x01000193);
  return bits >>> 0;
}
