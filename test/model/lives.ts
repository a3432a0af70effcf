import type { Installation } from '../../apps/cli/script/installation.js';
import type { Step } from '../../apps/cli/script/format.js';
import { violationsIn, WholeAudit } from '../../apps/cli/script/invariants.js';
import { ScriptRunner, type StepResult } from '../../apps/cli/script/run-script.js';
import { Mismatch, newLedger, type Ledger } from './ledger.js';
import { Pages, type OrderPages, type SupplierPage } from './pages.js';
import { isReleasable, reconcileOrder, reconcileSupplier, type Turn } from './reconcile.js';
import type { Planned } from './script-writer.js';
import { count, countOutcomes, type Tally } from './tally.js';

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
    countOutcomes(this.tally, life.ledger);
  }
}

/** One script, and the model beside it. */
class Life {
  readonly #runner: ScriptRunner;
  /** Accepted, and it wrote something: the same answer for ever. */
  readonly #remembered = new Set<Step>();
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

  get ledger(): Ledger {
    return this.#ledger;
  }

  async step({ step, meanings }: Planned): Promise<void> {
    if (this.#remembered.has(step)) return this.#again(step);
    const head = await this.installation.stores.eventStore.head();
    const results = await this.#runner.step(step);
    for (const result of results) count(this.tally, result);
    expectSuccess(results);
    if ('provider' in step && step.provider !== 'pays') this.#ledger.alwaysPaid = false;
    if (results.every(isAccepted) && isRepeatable(step)) {
      // Only what wrote is remembered; what was so already is decided anew, and of two it is not known which of them wrote.
      const wrote = results.length === 1 && (await this.installation.stores.eventStore.head()) !== head;
      if (wrote) this.#remembered.add(step);
      await this.#again(step);
    }
    const accepted = results.flatMap((result, index) => {
      const meaning = meanings[index];
      return meaning === undefined || !isAccepted(result) ? [] : [(to: Ledger) => meaning(to, idIn(result))];
    });
    await this.#reconcile(accepted, results.length > 1 ? ['money-first', 'refunds-first'] : ['money-first']);
  }

  /** Invariant 6, right after every write that was accepted, and once more wherever the course repeats one. */
  async #again(step: Step): Promise<void> {
    const { eventStore } = this.installation.stores;
    const head = await eventStore.head();
    const results = await this.#runner.step(step);
    expectSuccess(results);
    if ((await eventStore.head()) !== head)
      throw new Mismatch(`Invariant 6: the same command again has added events (${results[0]?.what ?? ''})`);
    const refused = results.find((result) => !isAccepted(result));
    if (refused !== undefined && this.#remembered.has(step))
      throw new Mismatch(`Step ${refused.place}, ${refused.what}: refused when it is repeated (${refused.code ?? ''})`);
  }

  /** Of two that were sent together either may have come first: the model must be right about one of the courses. */
  async #reconcile(accepted: readonly ((ledger: Ledger) => void)[], turns: readonly Turn[]): Promise<void> {
    const courses = accepted.length > 1 ? [accepted, accepted.toReversed()] : [accepted];
    const candidates = courses.flatMap((course) =>
      turns.map((turn) => {
        const ledger = structuredClone(this.#ledger);
        for (const mean of course) mean(ledger);
        return { ledger, turn };
      }),
    );
    const orders = await this.#read(candidates[0]?.ledger.orders.map(({ id }) => id) ?? []);
    const suppliers: SupplierPage[] = [];
    for (const index of this.#ledger.limits.keys())
      suppliers.push(await this.pages.supplier(`supplier-${index}-${this.run}`));
    const mismatches: Mismatch[] = [];
    for (const { ledger, turn } of candidates) {
      const mismatch = mismatchIn(() => this.#compare(ledger, turn, orders, suppliers));
      if (mismatch === undefined) {
        this.#ledger = ledger;
        for (const [id, { order }] of orders) this.#phases.set(id, order.phase);
        return;
      }
      mismatches.push(mismatch);
    }
    throw mismatches[0] ?? new Mismatch('there is no course to compare with');
  }

  #compare(
    ledger: Ledger,
    turn: Turn,
    orders: ReadonlyMap<string, OrderPages>,
    suppliers: readonly SupplierPage[],
  ): void {
    const { alwaysPaid } = ledger;
    ledger.orders.forEach((order, index) => {
      const pages = orders.get(order.id);
      const before = this.#phases.get(order.id) ?? 'drafted';
      if (pages !== undefined) reconcileOrder(`order ${index}`, order, pages, { before, turn, alwaysPaid });
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

function mismatchIn(compare: () => void): Mismatch | undefined {
  try {
    compare();
    return undefined;
  } catch (error) {
    if (error instanceof Mismatch) return error;
    throw error;
  }
}

function expectSuccess(results: readonly StepResult[]): void {
  for (const { place, what, problem } of results)
    if (problem !== null) throw new Mismatch(`Step ${place}, ${what}: ${problem}`);
}

/** Moving the clock is meant each time anew, and reading writes nothing. */
const isRepeatable = (step: Step): boolean =>
  'together' in step ? step.together.every(isRepeatable) : 'post' in step || 'upload' in step || 'callback' in step;

const isAccepted = ({ status }: StepResult): boolean => status !== null && status < 300;

const idIn = ({ body }: StepResult): string =>
  typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';
