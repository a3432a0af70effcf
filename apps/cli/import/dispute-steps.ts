import { isPositive, minOf, toText, type Money, type MoneyText } from '#kernel';
import { textDocument } from '../client/transport.js';
import type { Written } from '../client/api.js';
import { ARBITER, OPERATOR, type Caller } from '../client/credentials.js';
import { claimOf, halfOf, type Claim } from './claim.js';
import { buyerOf, supplierOf } from './contract.js';
import { courseOf, type Course, type DisputeStep, type Verdict } from './dispute-rule.js';
import type { Marketplace } from './marketplace.js';
import type { CompletePurchase } from './purchases.js';

/** What a dispute is about: the order, the batch that it came in, and how much of it is covered. */
export interface Disputed {
  readonly orderId: string;
  readonly batch: string;
  readonly granted: Money;
}

const KEEPS = { goods: 'keep', order: 'continues' };

/** Carries the dispute of one purchase order on, by the commands that buyer, supplier, arbiter and operator would send. */
export class DisputeSteps {
  readonly #marketplace: Marketplace;
  readonly #purchase: CompletePurchase;
  readonly #claim: Claim;
  readonly #course: Course;
  readonly #disputed: Disputed;
  readonly #buyer: Caller;
  readonly #supplier: Caller;

  /** @throws Error for a purchase with which nothing is wrong: nobody schedules its dispute. */
  constructor(marketplace: Marketplace, purchase: CompletePurchase, disputed: Disputed) {
    const claim = claimOf(purchase);
    if (claim === null) throw new Error(`nothing is wrong with purchase ${purchase.id}`);
    this.#marketplace = marketplace;
    this.#purchase = purchase;
    this.#claim = claim;
    this.#course = courseOf(purchase);
    this.#disputed = disputed;
    this.#buyer = { role: 'buyer', organisation: buyerOf(purchase) };
    this.#supplier = { role: 'supplier', organisation: supplierOf(purchase.vendor) };
  }

  /** Opened, and answered on the same day. @returns its id. */
  async open(): Promise<string> {
    const { reasons, statement } = this.#claim;
    const { orderId, batch } = this.#disputed;
    const opened = await this.#act(this.#buyer, 'dispute', `/v1/orders/${orderId}/disputes`, {
      ...{ reasons, batches: [batch], statement },
      ...(this.#isCovered && { demand: this.#refund(this.#demand) }),
    });
    await this.#settled(opened);
    await this.#answer(opened.id);
    return opened.id;
  }

  /** The steps of later days. Without cover it was settled on the first. */
  async goOn(disputeId: string, step: Exclude<DisputeStep, 'open'>): Promise<void> {
    if (!this.#isCovered) return;
    switch (step) {
      case 'withdraw':
        await this.#actOn(disputeId, this.#buyer, 'withdraw', 'withdrawals', { reason: 'We have found the goods.' });
        return;
      case 'determine':
        return this.#determine(disputeId);
      case 'appeal':
        return this.#appeal(disputeId);
      case 'recover':
        return this.#recover(disputeId);
    }
  }

  /** What the buyer claims, as far as the order is covered: more cannot be offered. */
  get #demand(): Money {
    return minOf(this.#claim.amount, this.#disputed.granted);
  }

  get #isCovered(): boolean {
    return isPositive(this.#disputed.granted);
  }

  async #answer(disputeId: string): Promise<void> {
    const answer = (kind: string, more: object = {}): Promise<Written> =>
      this.#actOn(disputeId, this.#supplier, 'answer', 'responses', { kind, ...more });
    const accept = (offer: number): Promise<Written> =>
      this.#actOn(disputeId, this.#buyer, 'accept', 'acceptances', { offer });
    if (!this.#isCovered) {
      await answer('counter', { offer: { kind: 'reship', note: 'Nothing is covered: we send the goods again.' } });
      await accept(1);
      return;
    }
    switch (this.#course.answer) {
      case 'accept':
        return this.#payOut(disputeId, await answer('accept'));
      case 'counter':
        await answer('counter', { offer: this.#refund(halfOf(this.#demand)) });
        return this.#payOut(disputeId, await accept(2));
      case 'contest':
        await answer('contest', { statement: 'The goods left whole and complete.' });
        return;
      case null:
        return;
    }
  }

  async #determine(disputeId: string): Promise<void> {
    const { verdict } = this.#course;
    if (verdict === null) return;
    await this.#settled(await this.#actOn(disputeId, this.#buyer, 'escalate', 'escalations'));
    const evidence: string[] = [];
    for (const by of [this.#buyer, this.#supplier]) {
      const { id: documentId } = await this.#upload(by, 'evidence');
      await this.#actOn(disputeId, by, 'submit', 'evidence', { documentId });
      evidence.push(documentId);
    }
    await this.#completeEvidence(disputeId, 'complete');
    const body = this.#verdict(verdict, evidence);
    await this.#payOut(disputeId, await this.#actOn(disputeId, ARBITER, 'determine', 'determinations', body));
  }

  async #appeal(disputeId: string): Promise<void> {
    const { id } = await this.#upload(this.#buyer, 'appeal');
    const appeal = { statement: 'Half does not pay for the goods.', documents: [id] };
    await this.#settled(await this.#actOn(disputeId, this.#buyer, 'appeal', 'appeals', appeal));
    await this.#completeEvidence(disputeId, 'appeal-complete');
    const body = this.#verdict({ fault: 'supplier', gives: 'claim' }, [id]);
    await this.#payOut(disputeId, await this.#actOn(disputeId, ARBITER, 'decide', 'appeal-decisions', body));
  }

  /** Where no provider pays, an operator does, and says so. */
  async #payOut(disputeId: string, decided: Written): Promise<void> {
    const { refunds } = await this.#marketplace.dispute(disputeId, decided);
    for (const { refundId, status } of refunds) {
      if (status !== 'manual-review') continue;
      const body = { transaction: `MT103 ${refundId}` };
      await this.#settled(
        await this.#act(OPERATOR, `pay-${refundId}`, `/v1/refunds/${refundId}/manual-payments`, body),
      );
    }
  }

  async #recover(disputeId: string): Promise<void> {
    const { refunds } = await this.#marketplace.dispute(disputeId);
    for (const { refundId, status, amount } of refunds)
      if (status === 'succeeded')
        await this.#act(OPERATOR, `recover-${refundId}`, `/v1/recourse/${refundId}/recoveries`, { amount });
  }

  async #completeEvidence(disputeId: string, step: string): Promise<void> {
    for (const by of [this.#buyer, this.#supplier])
      await this.#settled(await this.#actOn(disputeId, by, step, 'evidence-completions'));
  }

  #verdict({ fault, gives }: Verdict, evidence: readonly string[]): object {
    const given = { claim: this.#demand, half: halfOf(this.#demand), all: undefined, nothing: undefined }[gives];
    const reasons = 'The documents of both sides show it.';
    const about = { fault, reasons, evidence: evidence.map((id) => ({ id })), ...KEEPS };
    return given === undefined ? about : { ...about, amount: toText(given) };
  }

  #refund(amount: Money): { readonly kind: 'refund'; readonly amount: MoneyText } {
    return { kind: 'refund', amount: toText(amount) };
  }

  #upload(by: Caller, step: string): Promise<Written> {
    const { id } = this.#purchase;
    const text = `Purchase order ${id}, as the ${by.role} has it for ${step}. ${this.#claim.statement}\n`;
    const path = `/v1/orders/${this.#disputed.orderId}/documents?purpose=evidence`;
    return this.#marketplace.act({ by, key: `aw-${id}-${step}`, path, ...textDocument(`AW-${id}-${step}.txt`, text) });
  }

  #settled(written: Written): Promise<void> {
    return this.#marketplace.untilSettled(this.#supplier.organisation, written);
  }

  #actOn(disputeId: string, by: Caller, step: string, acts: string, body?: object): Promise<Written> {
    return this.#act(by, `dispute-${step}`, `/v1/disputes/${disputeId}/${acts}`, body);
  }

  #act(by: Caller, step: string, path: string, body?: object): Promise<Written> {
    const key = `aw-${this.#purchase.id}-${step}`;
    return this.#marketplace.act({ by, key, path, ...(body && { body }) });
  }
}
