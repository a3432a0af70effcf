import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson, isLess, fromData, type Instant, type JsonObject, type MoneyData } from '#kernel';
import type { Clock } from '#clock';
import type { Callback, PaymentNews, PaymentOrder, PayOut, PayOutStatus } from '#payment-provider';
import { CURRENT, rulesFor } from '#rules';
import { behaviourOfAccount, behaviourOfCard, isLuhn, schemeOf, type Behaviour } from './behaviour.js';
import type { Journal } from './journal.js';
import { planPayment, planPayOut, type Planned, type PayOutNews } from './plan.js';

/** It understood, and says no. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

interface Course<News> {
  readonly key: string;
  /** Of what was asked: another content under the key is refused. */
  readonly digest: string;
  readonly behaviour: Behaviour;
  readonly transaction: string;
  readonly plan: readonly Planned<News>[];
}
interface CardToken {
  readonly token: string;
  readonly scheme: 'visa' | 'mastercard';
  readonly lastFour: string;
  readonly behaviour: Behaviour;
}
export type Entry =
  | { readonly type: 'card'; readonly card: CardToken }
  | { readonly type: 'payment'; readonly course: Course<PaymentNews> }
  | { readonly type: 'pay-out'; readonly course: Course<PayOutNews> }
  | { readonly type: 'delivered'; readonly eventId: string };

/** Something to be told: under its event id, which a repeat has, too. */
export interface Telling {
  readonly callback: Callback;
  readonly times: number;
}

const { payment: rules } = rulesFor(CURRENT);

/** A payment provider for trying: what it is asked for takes the working days that it would take, on the platform's clock. */
export class SimulatedProvider {
  readonly #cards = new Map<string, CardToken>();
  readonly #payments = new Map<string, Course<PaymentNews>>();
  readonly #payOuts = new Map<string, Course<PayOutNews>>();
  readonly #delivered = new Set<string>();

  constructor(
    private readonly journal: Journal<Entry>,
    private readonly clock: Clock,
  ) {
    for (const entry of journal.entries) this.#apply(entry);
  }

  /** The number is forgotten at once: what stays is what may be shown, and how the simulator behaves. */
  async tokenise(number: string): Promise<Omit<CardToken, 'behaviour'>> {
    const scheme = schemeOf(number);
    if (!isLuhn(number)) throw new Refused('card-number-invalid');
    if (scheme === undefined) throw new Refused('card-scheme-not-taken');
    const card = {
      token: `tok_${randomUUID()}`,
      scheme,
      lastFour: number.slice(-4),
      behaviour: behaviourOfCard(number),
    };
    await this.#record({ type: 'card', card });
    return { token: card.token, scheme, lastFour: card.lastFour };
  }

  /** @throws Refused */
  async initiate(order: PaymentOrder): Promise<{ readonly news: PaymentNews; readonly isLost: boolean }> {
    const digest = digestOf(order);
    const before = this.#payments.get(order.key);
    if (before !== undefined) return { news: this.#known(before, digest), isLost: false };
    const behaviour = this.#behaviourOf(order);
    const transaction = `txn_${order.key}`;
    const plan = planPayment(order, behaviour, transaction, this.clock.now());
    const course = { key: order.key, digest, behaviour, transaction, plan };
    await this.#record({ type: 'payment', course });
    return { news: this.#known(course, digest), isLost: behaviour === 'answer-lost' };
  }

  /** @throws Refused */
  async payOut(order: PayOut): Promise<{ readonly status: PayOutStatus; readonly isLost: boolean }> {
    const digest = digestOf(order);
    const before = this.#payOuts.get(order.key);
    if (before !== undefined) {
      const status = this.#known(before, digest);
      if (status.kind !== 'failed' || !status.retriable) return { status: bare(status), isLost: false };
    }
    const behaviour = this.#payments.get(order.paymentId)?.behaviour ?? 'as-it-should';
    if (behaviour === 'pay-out-refused') throw new Refused('account-closed');
    const transaction = before?.transaction ?? `out_${order.key}`;
    const tries = (before?.plan.length ?? 0) / 2;
    const plan = [...(before?.plan ?? []), ...planPayOut(behaviour, transaction, this.clock.now(), tries)];
    const course = { key: order.key, digest, behaviour, transaction, plan };
    await this.#record({ type: 'pay-out', course });
    return { status: bare(this.#known(course, digest)), isLost: behaviour === 'pay-out-answer-lost' };
  }

  findPayment(key: string): PaymentNews | undefined {
    const course = this.#payments.get(key);
    return course && this.#present(course);
  }

  findPayOut(key: string): PayOutStatus | undefined {
    const course = this.#payOuts.get(key);
    return course && bare(this.#present(course));
  }

  /** A transfer reaches an account, for whatever the sender wrote as its purpose. */
  async transfer(reference: string, amount: MoneyData, account: string): Promise<string> {
    const transaction = `tt_${randomUUID()}`;
    const news: PaymentNews = { transaction, sequence: 1, kind: 'arrived', amount, account, reason: null };
    const now = this.clock.now();
    const plan = [{ news, at: now, tellAt: now, times: 1 }];
    await this.#record({
      type: 'payment',
      course: { key: reference, digest: transaction, behaviour: 'as-it-should', transaction, plan },
    });
    return transaction;
  }

  /** The bank takes a payment back, now. @throws Refused when there is none that has arrived */
  async reverse(key: string, reason: string): Promise<void> {
    const course = this.#payments.get(key);
    const arrived = course?.plan.find(({ news, at }) => news.kind === 'arrived' && at <= this.clock.now());
    if (course === undefined || arrived === undefined) throw new Refused('nothing-has-arrived');
    const sequence = course.plan.length + 1;
    const news: PaymentNews = { ...arrived.news, sequence, kind: 'reversed', account: null, reason };
    const now = this.clock.now();
    const plan = [...course.plan, { news, at: now, tellAt: now, times: 1 }];
    await this.#record({ type: 'payment', course: { ...course, plan } });
  }

  /** What is to be told by now and was not, in the order in which it is to be told. */
  due(): readonly Telling[] {
    const now = this.clock.now();
    const tellings = [
      ...[...this.#payments.values()].flatMap(({ key, plan }) =>
        plan.map((each) => ({ ...each, callback: callbackOf(key, each.news.transaction, { payment: each.news }) })),
      ),
      ...[...this.#payOuts.values()].flatMap(({ key, plan }) =>
        plan.map((each) => ({ ...each, callback: callbackOf(key, each.news.transaction, { payOut: each.news }) })),
      ),
    ];
    return tellings
      .filter(({ tellAt, callback }) => tellAt !== null && tellAt <= now && !this.#delivered.has(callback.eventId))
      .sort((a, b) => byTime(a.tellAt, b.tellAt));
  }

  delivered(eventId: string): Promise<void> {
    return this.#record({ type: 'delivered', eventId });
  }

  /** What is so now, by the highest sequence. */
  #present<News extends { readonly sequence: number }>({ plan }: Course<News>): News {
    const now = this.clock.now();
    const so = plan.filter(({ at }) => at <= now);
    const latest = so.at(-1) ?? plan[0];
    if (latest === undefined) throw new TypeError('a course has at least one step');
    return latest.news;
  }

  #known<News extends { readonly sequence: number }>(course: Course<News>, digest: string): News {
    if (course.digest !== digest) throw new Refused('key-reused');
    return this.#present(course);
  }

  #behaviourOf({ amount, instrument }: PaymentOrder): Behaviour {
    if (instrument.method === 'e-checking') {
      if (instrument.country !== rules.eChecking.accountCountry) throw new Refused('account-country-not-taken');
      return behaviourOfAccount(instrument.accountNumber);
    }
    const card = this.#cards.get(instrument.token);
    if (card === undefined) throw new Refused('unknown-card');
    const limit = rules.card.limitPerTransaction;
    const paid = fromData(amount);
    if (paid.currency === limit.currency && isLess(limit, paid)) throw new Refused('card-limit-exceeded');
    return card.behaviour;
  }

  async #record(entry: Entry): Promise<void> {
    await this.journal.append(entry);
    this.#apply(entry);
  }

  #apply(entry: Entry): void {
    switch (entry.type) {
      case 'card':
        return void this.#cards.set(entry.card.token, entry.card);
      case 'payment':
        return void this.#payments.set(entry.course.key, entry.course);
      case 'pay-out':
        return void this.#payOuts.set(entry.course.key, entry.course);
      case 'delivered':
        return void this.#delivered.add(entry.eventId);
    }
  }
}

type Content = { readonly payment: PaymentNews } | { readonly payOut: PayOutNews };

function callbackOf(reference: string, transaction: string, content: Content): Callback {
  const { sequence } = 'payment' in content ? content.payment : content.payOut;
  const isKey = /^[A-Za-z0-9-]{1,100}$/.test(reference); // what a sender wrote himself is not passed on
  return { eventId: `evt_${transaction}_${sequence}`, ...(isKey && { reference }), ...content };
}

function bare({ sequence: _, ...status }: PayOutNews): PayOutStatus {
  return status;
}

const digestOf = (content: object): string =>
  createHash('sha256')
    .update(canonicalJson(content as JsonObject)) // came as JSON
    .digest('hex');

const byTime = (a: Instant | null, b: Instant | null): number => ((a ?? '') < (b ?? '') ? -1 : a === b ? 0 : 1);
