import type { RequestStep, Step } from '../../apps/cli/script/format.js';
import type { Act, Side, Single } from './acts.js';
import { newOrder } from './ledger.js';
import { ofOrder } from './order-requests.js';
import { arriveDeclared, callBack, reverse } from './payment-requests.js';
import {
  BUYER,
  contractOf,
  OPERATOR,
  pick,
  SUPPLIERS,
  supplierOf,
  UNIT,
  usd,
  who,
  type Agreed,
  type Meaning,
  type Post,
  type Request,
  type Scene,
} from './scene.js';

/** A step of the script, and what each of its requests means if it is accepted. */
export interface Planned {
  readonly step: Step;
  readonly meanings: readonly (Meaning | undefined)[];
}

/** Turns acts into the steps of a script: every number that stands for something becomes the name of it. */
export class ScriptWriter {
  readonly #scene: Scene = { orders: [], payments: [], shipments: [] };
  readonly #planned: Planned[] = [];

  /** Two suppliers with limits that a few orders use up. */
  static write(acts: readonly Act[]): readonly Planned[] {
    const writer = new ScriptWriter();
    writer.#planned.push({ step: { clock: '2027-01-04T09:00:00Z' }, meanings: [] });
    for (let index = 0; index < SUPPLIERS; index++) writer.#enrol(index);
    for (const act of acts) writer.#write(act);
    return writer.#planned;
  }

  #add(step: RequestStep, meaning?: Meaning): void {
    this.#planned.push({ step, meanings: [meaning] });
  }

  /** Not as the runner names what has no key, for a step that is repeated counts there, too. */
  get #key(): string {
    return `{run}-act-${this.#planned.length + 1}`;
  }

  #enrol(index: number): void {
    const limit = UNIT * BigInt(3 + index);
    const designatedAccount = { bank: 'Citibank', holder: 'A Supplier', number: `CN-${index}` };
    const body = { supplierId: supplierOf(index), name: `Supplier ${index}`, designatedAccount, limit: usd(limit) };
    const step = { as: OPERATOR, post: '/v1/suppliers', body, key: this.#key };
    this.#add(step, (ledger) => void (ledger.limits[index] = limit));
  }

  #write(act: Act): void {
    if (act.kind === 'agree') this.#agree(act);
    else if (act.kind === 'amend') this.#amend(act);
    else if (act.kind === 'advance') this.#planned.push({ step: { advance: act.by }, meanings: [] });
    else if (act.kind === 'provider') this.#planned.push({ step: { provider: act.mood }, meanings: [] });
    else if (act.kind === 'appeal' || act.kind === 'evidence') this.#document(act.kind, act.order, act.side);
    else if (act.kind === 'together') this.#together(act.first, act.second);
    else if (act.kind === 'again') this.#again(act.step);
    else {
      const one = this.#single(act, '');
      if (one !== undefined) this.#add(one.step, one.meaning);
    }
  }

  #together(a: Single, b: Single): void {
    const [first, second] = [this.#single(a, 'a'), this.#single(b, 'b')];
    if (first === undefined || second === undefined) return;
    const step = { together: [first.step, second.step] };
    this.#planned.push({ step, meanings: [first.meaning, second.meaning] });
  }

  /** The same request, under the same key: so many steps back. */
  #again(steps: number): void {
    const before = this.#planned[this.#planned.length - 1 - steps];
    if (before !== undefined && ('post' in before.step || 'callback' in before.step)) this.#planned.push(before);
  }

  #agree({ supplier, type, units, initial, cap, shipIn, until }: Extract<Act, { kind: 'agree' }>): void {
    const index = this.#scene.orders.length;
    const name = `order${index}`;
    const total = UNIT * BigInt(units);
    const terms = {
      total,
      initial: UNIT * BigInt(Math.min(initial, units)),
      cap: cap === null ? null : UNIT * BigInt(cap),
    };
    const agreed = { name, supplier, type, terms, shipIn };
    this.#scene.orders.push(agreed);
    const draft = {
      as: BUYER,
      post: '/v1/orders',
      body: contractOf(agreed, terms),
      key: this.#key,
      bind: { [name]: 'id' },
    };
    this.#add(draft, (ledger, id) => void (ledger.orders[index] = newOrder(id, supplier, type, terms)));
    if (until === 'draft') return;
    this.#write({ kind: 'submit', order: index });
    const hash = { [`hash${index}`]: 'contract.hash' };
    this.#add({ as: BUYER, get: `/v1/orders/{${name}}/status`, bind: hash, mayBeRefused: true });
    this.#write({ kind: 'confirm', order: index, side: 'buyer' });
    if (until === 'one-side') return;
    this.#write({ kind: 'confirm', order: index, side: 'supplier' });
    this.#write({ kind: 'acknowledge', order: index });
  }

  #amend({ order, side, units }: Extract<Act, { kind: 'amend' }>): void {
    const [agreed, index] = this.#order(order);
    if (agreed === undefined) return;
    const { name, terms: first } = agreed;
    const total = UNIT * BigInt(units);
    const terms = { ...first, total, initial: first.initial < total ? first.initial : total };
    const post = `/v1/orders/{${name}}/amendments`;
    const body = contractOf(agreed, terms);
    this.#add({ as: who(agreed, side), post, body, key: this.#key, mayBeRefused: true }, (ledger) => {
      const inLedger = ledger.orders[index];
      if (inLedger !== undefined) inLedger.proposed = terms;
    });
    const bind = { [`amendment${index}`]: 'proposedAmendment.contract.hash' };
    this.#add({ as: BUYER, get: `/v1/orders/{${name}}/status`, bind, mayBeRefused: true });
  }

  /** Stores one, and submits it: as evidence, or with an appeal. */
  #document(kind: 'appeal' | 'evidence', order: number, side: Side): void {
    const [agreed, index] = this.#order(order);
    if (agreed === undefined) return;
    const document = `document${this.#planned.length}`;
    const upload = `/v1/orders/{${agreed.name}}/documents?purpose=evidence`;
    const text = `What the ${side} has to say, number ${this.#planned.length}.`;
    const as = who(agreed, side);
    this.#add({ as, upload, file: 'said.txt', text, key: this.#key, bind: { [document]: 'id' }, mayBeRefused: true });
    const path = `/v1/disputes/{dispute${index}}`;
    const key = this.#key;
    if (kind === 'evidence')
      this.#add({ as, post: `${path}/evidence`, body: { documentId: `{${document}}` }, key, mayBeRefused: true });
    else {
      const body = { statement: 'It is not so.', documents: [`{${document}}`] };
      this.#add({ as, post: `${path}/appeals`, body, key, mayBeRefused: true });
    }
  }

  /** @returns undefined where there is nothing yet that the act could be about. */
  #single(act: Single, suffix: string): Request | undefined {
    const key = `${this.#key}${suffix}`;
    const post: Post = (as, path, body, meaning, bind) => ({
      step: { as, post: path, ...(body && { body }), key, ...(bind && { bind }), mayBeRefused: true } as RequestStep, // no field is undefined
      ...(meaning && { meaning }),
    });
    if ('order' in act) {
      const [agreed, index] = this.#order(act.order);
      return agreed && ofOrder(this.#scene, act, agreed, index, post);
    }
    if (act.kind === 'limit') {
      const limit = UNIT * BigInt(act.units);
      const path = `/v1/suppliers/${supplierOf(act.supplier)}/limits`;
      return post(OPERATOR, path, { limit: usd(limit) }, (ledger) => void (ledger.limits[act.supplier] = limit));
    }
    if ('shipment' in act) return this.#underWay(act, post);
    if (act.kind === 'callback') return callBack(this.#scene, act);
    return act.kind === 'reverse' ? reverse(this.#scene, act, post) : arriveDeclared(this.#scene, act, post);
  }

  #underWay(act: Extract<Single, { shipment: number }>, post: Post): Request | undefined {
    const shipment = pick(this.#scene.shipments, act.shipment);
    if (shipment === undefined) return undefined;
    const path = `/v1/shipments/{${shipment.name}}`;
    if (act.kind === 'clear') return post(BUYER, `${path}/customs-clearances`, {});
    return post(`supplier@${supplierOf(shipment.supplier)}`, `${path}/deliveries`);
  }

  #order(number: number): readonly [Agreed | undefined, number] {
    const index = this.#scene.orders.length === 0 ? 0 : number % this.#scene.orders.length;
    return [this.#scene.orders[index], index];
  }
}
