/** Where a process dies: before a call is carried out, or when it has been carried out and before its answer is heard. */
export interface CrashPoint {
  /** As `Life.points` names it. */
  readonly call: string;
  readonly edge: 'before' | 'after';
}

/**
 * The life of one process, as far as others can see it: its calls on ports. What is given out by `through` looks like the port and
 * counts every call that is made on it, whatever its name; each batch of something that is read on and on is a call.
 *
 * At its crash point the process is dead: the call that it made never comes back, and nothing of what it still has under way
 * reaches a port any more. Nothing is thrown, for a dead process has nobody to catch it.
 */
export class Life {
  readonly #end: CrashPoint | undefined;
  readonly #counts = new Map<string, number>();
  readonly #points: CrashPoint[] = [];
  /** What answers at once and therefore cannot be lost: a clock, the beginning of a subscription. */
  readonly #immediate = new Set<string>();
  #isOver = false;
  #met = false;
  #die = (): void => undefined;
  /** Resolves when the process has died. */
  readonly over = new Promise<void>((resolve) => (this.#die = resolve));

  constructor(end?: CrashPoint) {
    this.#end = end;
  }

  /** Whether it has come to its crash point. */
  get met(): boolean {
    return this.#met;
  }

  /**
   * Where it could have died so far: before every call, and after every one that was answered. Calls go by port and method, what they
   * are about, and how many of these there were.
   */
  get points(): readonly CrashPoint[] {
    return this.#points;
  }

  /** Ends it here and now, wherever it is. */
  end(): void {
    this.#isOver = true;
    this.#die();
  }

  /** Ports by their names, as this process reaches them. */
  throughAll<Ports extends object>(ports: Ports): Ports {
    const entries = Object.entries(ports as Record<string, unknown>);
    return Object.fromEntries(entries.map(([name, port]) => [name, this.#wrapped(name, port)])) as Ports; // name by name
  }

  through<Port extends object>(name: string, port: Port): Port {
    return new Proxy(port, {
      get: (target, property) => {
        const member: unknown = Reflect.get(target, property, target);
        if (typeof member !== 'function' || typeof property === 'symbol') return member;
        const method = member as (...args: readonly unknown[]) => unknown; // called with what the caller gives
        return (...args: readonly unknown[]): unknown =>
          this.#call(`${name}.${property}${aboutOf(args)}`, () => Reflect.apply(method, target, args));
      },
    });
  }

  #call(name: string, work: () => unknown): unknown {
    if (this.#isOver && !this.#immediate.has(name)) return never();
    const call = `${name} ${(this.#counts.get(name) ?? 0) + 1}`;
    if (this.#endsAt(call, 'before')) return never();
    const result = work();
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    if (result instanceof Promise) return this.#answered(call, name, result);
    this.#immediate.add(name);
    return this.#wrapped(call, result);
  }

  async #answered(call: string, name: string, answer: Promise<unknown>): Promise<unknown> {
    this.#points.push({ call, edge: 'before' });
    const settled = await Promise.allSettled([answer]);
    if (this.#isOver) return never();
    this.#points.push({ call, edge: 'after' });
    if (this.#endsAt(call, 'after')) return never();
    const [outcome] = settled;
    if (outcome.status === 'rejected') throw outcome.reason;
    return this.#wrapped(name, outcome.value);
  }

  #endsAt(call: string, edge: CrashPoint['edge']): boolean {
    if (this.#end?.call !== call || this.#end.edge !== edge) return false;
    this.#met = true;
    this.end();
    return true;
  }

  /** What a port gives out to be called again is a port, too. */
  #wrapped(name: string, given: unknown): unknown {
    if (typeof given !== 'object' || given === null) return given;
    if (Symbol.asyncIterator in given) return this.#read(name, given as AsyncIterable<unknown>); // it says so
    return isPlain(given) ? given : this.through(name, given);
  }

  #read(name: string, batches: AsyncIterable<unknown>): AsyncIterable<unknown> {
    return {
      [Symbol.asyncIterator]: () => {
        const iterator = batches[Symbol.asyncIterator]();
        const done = { done: true, value: undefined } as const;
        return {
          next: () => this.#call(`${name}.next`, () => iterator.next()) as ReturnType<typeof iterator.next>,
          return: () => (this.#isOver ? never() : (iterator.return?.() ?? Promise.resolve(done))),
        };
      },
    };
  }
}

const never = (): Promise<never> => new Promise<never>(() => undefined);

const PLAIN: readonly unknown[] = [Object.prototype, Array.prototype, Uint8Array.prototype, null];
const isPlain = (value: object): boolean => PLAIN.includes(Object.getPrototypeOf(value));

/** What a call is about, for whoever reads its name: a stream, a read model, a key. */
function aboutOf(args: readonly unknown[]): string {
  const names = args.flatMap((each) => {
    if (typeof each === 'string') return [each];
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return [];
    const named = Object.entries(each).find(([member]) => ['name', 'key', 'type'].includes(member))?.[1] as unknown;
    return typeof named === 'string' ? [named] : [];
  });
  return `(${names.join(' ')})`;
}
