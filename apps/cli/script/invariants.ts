import { START, type Position } from '#kernel';
import { InvariantAudit, type Finding } from '#invariants';
import { HistoryFold, recorded, type StaleDocument } from '#runtime';
import { projections, type Stores } from '../stores.js';

/** Of all six invariants of the rulebook. */
export interface Audited {
  readonly events: number;
  /** 1 to 4 and 6, from events alone. */
  readonly findings: readonly Finding[];
  /** 5: documents that are not what the events make of them. */
  readonly stale: readonly StaleDocument[];
}

/** Reads on from where it was, so that it can look after every step. */
export class WholeAudit {
  readonly #stores: Stores;
  readonly #invariants = new InvariantAudit();
  readonly #fold = new HistoryFold(projections);
  #position: Position = START;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** The platform must be at rest. */
  async look(): Promise<Audited> {
    const { eventStore, readStore } = this.#stores;
    for await (const batch of eventStore.readAll({ from: this.#position }))
      for (const stored of batch) {
        const event = recorded(stored);
        this.#invariants.take(event);
        this.#fold.take(event);
        this.#position = event.position;
      }
    const stale = await this.#fold.differences(readStore);
    return { events: this.#invariants.events, findings: this.#invariants.findings(), stale };
  }
}

/** What is broken, a line each. */
export function violationsIn({ findings, stale }: Audited): readonly string[] {
  const broken = findings.flatMap(({ invariant, rule, first }) =>
    first === null
      ? []
      : [
          `Invariant ${invariant} is broken (${rule}) by ${first.stream} ${first.revision}, ${first.type}: ${first.problem}`,
        ],
  );
  const first = stale[0];
  if (first === undefined) return broken;
  const differs = `${first.model} ${first.id} is stored as ${first.stored}, and events make ${first.rebuilt} of it`;
  return [...broken, `Invariant 5 is broken: ${stale.length} documents differ. ${differs}`];
}
