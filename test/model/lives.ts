import type { Installation } from '../../apps/cli/script/installation.js';
import type { Step } from '../../apps/cli/script/format.js';
import { violationsIn, WholeAudit } from '../../apps/cli/script/invariants.js';
import { ScriptRunner, type StepResult } from '../../apps/cli/script/run-script.js';
import { Mismatch, newLedger, type Ledger } from './ledger.js';
import { Pages, type OrderPages, type SupplierPage } from './pages.js';
import { isReleasable, reconcileOrder, reconcileSupplier } from './reconcile.js';
import type { Planned } from './script-writer.js';

/** Lives through scripts one after another, in one installation, and looks after every step. */
export class Lives {
  readonly #audit: WholeAudit;
  readonly #pages: Pages;
  /** What was sent, without its names, and how often it was accepted and refused. */
  readonly tally: Tally = new Map();
  #runs = 0;

  constructor(private readonly installation: Installation) {
    this.#audit = new WholeAudit(installation.stores);
    this.#pages = new Pages(installation);
  }

  /** @throws Mismatch when a figure or an invariant is wrong, or a request fails that must not. */
  async through(planned: readonly Planned[]): Promise<void> {
    this.installation.setProvider('pays');
    const life = new Life(this.installation, this.#pages, `m${(this.#runs += 1)}`, this.tally);
    for (const each of planned) {
      await life.step(each);
      const [violation] = violationsIn(await this.#audit.look());
      if (violation !== undefined) throw new Mismatch(violation);
    }
  }
}

/** One script, and the model beside it. */
class Life {
  readonly #runner: ScriptRunner;
  readonly #accepted = new Set<Step>();
  readonly #phases = new Map<string, string>();
  #ledger: Ledger = newLedger();

  constructor(
    private readonly installation: Installation,
    private readonly pages: Pages,
    private readonly run: string,
    private readonly tally: Tally,
  ) {
    this.#runner = new ScriptRunner(installation, run);
  }

  async step({ step, meanings }: Planned): Promise<void> {
    const { eventStore } = this.installation.stores;
    const repeats = this.#accepted.has(step);
    const head = await eventStore.head();
    const results = await this.#runner.step(step);
    for (const result of results) count(this.tally, result);
    for (const { place, what, problem } of results)
      if (problem !== null) throw new Mismatch(`Step ${place}, ${what}: ${problem}`);
    if (repeats && (await eventStore.head()) !== head)
      throw new Mismatch(`Invariant 6: the same command again has added events (${results[0]?.what ?? ''})`);
    if (results.every(isAccepted)) this.#accepted.add(step);
    const accepted = results.flatMap((result, index) => {
      const meaning = meanings[index];
      return repeats || meaning === undefined || !isAccepted(result) ? [] : [(to: Ledger) => meaning(to, idIn(result))];
    });
    await this.#reconcile(accepted);
  }

  /** Of two that were sent together either may have come first: the model must be right about one of the two courses. */
  async #reconcile(accepted: readonly ((ledger: Ledger) => void)[]): Promise<void> {
    const courses = accepted.length > 1 ? [accepted, accepted.toReversed()] : [accepted];
    const ledgers = courses.map((course) => {
      const ledger = structuredClone(this.#ledger);
      for (const mean of course) mean(ledger);
      return ledger;
    });
    const orders = await this.#read(ledgers[0]?.orders.map(({ id }) => id) ?? []);
    const suppliers: SupplierPage[] = [];
    for (const index of this.#ledger.limits.keys())
      suppliers.push(await this.pages.supplier(`supplier-${index}-${this.run}`));
    const mismatches = ledgers.flatMap((ledger): readonly Mismatch[] => {
      try {
        this.#compare(ledger, orders, suppliers);
        this.#ledger = ledger;
        return [];
      } catch (error) {
        if (error instanceof Mismatch) return [error];
        throw error;
      }
    });
    const [first] = mismatches;
    if (first !== undefined && mismatches.length === ledgers.length) throw first;
    for (const [id, { order }] of orders) this.#phases.set(id, order.phase);
  }

  #compare(ledger: Ledger, orders: ReadonlyMap<string, OrderPages>, suppliers: readonly SupplierPage[]): void {
    ledger.orders.forEach((order, index) => {
      const pages = orders.get(order.id);
      if (pages !== undefined) reconcileOrder(`order ${index}`, order, pages, this.#phases.get(order.id) ?? 'drafted');
    });
    suppliers.forEach((page, index) => {
      const releasable = ledger.orders.filter(({ id, supplier }) => {
        const pages = orders.get(id);
        return supplier === index && pages !== undefined && isReleasable(pages);
      });
      reconcileSupplier(index, ledger, page, releasable);
    });
  }

  async #read(ids: readonly string[]): Promise<ReadonlyMap<string, OrderPages>> {
    const pages = new Map<string, OrderPages>();
    for (const id of ids) pages.set(id, await this.pages.order(id));
    return pages;
  }
}

export type Tally = Map<string, { accepted: number; refused: Map<string, number> }>;

function count(tally: Tally, { what, status, code }: StepResult): void {
  if (status === null) return;
  const act = what.split('/').slice(-1)[0]?.replace(/\?.*/, '').slice(0, 40) ?? '';
  const counted = tally.get(act) ?? { accepted: 0, refused: new Map<string, number>() };
  tally.set(act, counted);
  if (status < 300) counted.accepted += 1;
  else counted.refused.set(code ?? '', (counted.refused.get(code ?? '') ?? 0) + 1);
}

const isAccepted = ({ status }: StepResult): boolean => status !== null && status < 300;

const idIn = ({ body }: StepResult): string =>
  typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';
