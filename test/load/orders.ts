import { digestOf, sha256, uuidOf } from '#audit';
import { contractTotal, lineAmount, type Contract, type OrderCommand } from '#contexts/ordering';
import type { EnrolSupplier } from '#contexts/supplier';
import {
  currency,
  instant,
  localDate,
  orderId,
  organisationId,
  paymentId,
  shipmentId,
  systemActor,
  toData,
  type Actor,
  type MoneyData,
  type OrganisationId,
} from '#kernel';
import type { CommandEnvelope } from '#runtime';

/** One command on its way. */
export interface Sending<C> {
  readonly id: string;
  readonly command: C;
  readonly envelope: CommandEnvelope;
}

/** Every event happens then: so the same commands make the same events, byte for byte, in every run. */
export const NOW = instant('2026-03-02T09:00:00.000Z');

const SUPPLIERS = 16;
const USD = currency('USD');
const OPERATOR: Actor = { id: 'operations', onBehalfOf: null, organisation: 'trade-assurance', role: 'operator' };
const COVERAGE = systemActor('saga-coverage');
const PROGRESS = systemActor('saga-order-progress');

const uuid = (name: string): string => uuidOf(sha256(name));

function sending<C extends { readonly type: string }>(id: string, actor: Actor, command: C, name: string): Sending<C> {
  const commandId = uuid(`${name} of ${id}`);
  const creates = command.type === 'draft-order' || command.type === 'enrol-supplier';
  const envelope = { commandId, correlationId: commandId, causationId: null, actor, occurredAt: null, creates };
  return { id, command, envelope };
}

/** The suppliers of all orders. */
export const enrolments: readonly Sending<EnrolSupplier>[] = Array.from({ length: SUPPLIERS }, (_, n) => {
  const supplierId = supplierOf(n);
  const designatedAccount = {
    bank: 'First Bank of Ningbo',
    holder: `Supplier ${n} Co. Ltd.`,
    number: `6222-0000-${n}`,
  };
  const limit = usd(10_000_000_00n);
  const command = { type: 'enrol-supplier', supplierId, name: `Supplier ${n}`, designatedAccount, limit } as const;
  return sending(supplierId, OPERATOR, command, 'enrolment');
});

/** The life of the `n`th order from draft to receipt: ten commands that make eleven events; the same ones at every call. */
export function orderLife(n: number): readonly Sending<OrderCommand>[] {
  const id = orderId(uuid(`order ${n}`));
  const contract = contractOf(n);
  const { buyer, supplier, coverageType, total } = contract;
  const contractHash = digestOf(contract);
  const byBuyer: Actor = { id: `buyer-${n % 50}`, onBehalfOf: null, organisation: buyer, role: 'buyer' };
  const bySupplier: Actor = { id: `sales-${n % 20}`, onBehalfOf: null, organisation: supplier, role: 'supplier' };
  const shipment = shipmentId(uuid(`shipment of ${id}`));
  const lines = contract.lines.map(({ quantity }, index) => ({ line: index + 1, quantity }));
  const cover = { coverageType, base: total, requested: total, granted: total };
  const payment = (purpose: 'initial' | 'balance', amount: MoneyData) =>
    ({ type: 'allocate-payment', orderId: id, paymentId: paymentId(uuid(purpose + id)), purpose, amount }) as const;
  const acts: readonly (readonly [Actor, OrderCommand])[] = [
    [byBuyer, { type: 'draft-order', orderId: id, contract }],
    [byBuyer, { type: 'submit-order', orderId: id }],
    [bySupplier, { type: 'confirm-order', orderId: id, contractHash }],
    [byBuyer, { type: 'confirm-order', orderId: id, contractHash }],
    [COVERAGE, { type: 'record-cover', orderId: id, ...cover }],
    [PROGRESS, payment('initial', contract.initialPayment)],
    [PROGRESS, { type: 'record-dispatch', orderId: id, shipmentId: shipment, lines, dispatchedAt: NOW }],
    [PROGRESS, { type: 'record-delivery', orderId: id, shipmentId: shipment, deliveredAt: NOW }],
    [PROGRESS, payment('balance', usd(BigInt(total.minor) - BigInt(contract.initialPayment.minor)))],
    [byBuyer, { type: 'confirm-receipt', orderId: id }],
  ];
  return acts.map(([actor, command], step) => sending(id, actor, command, `step ${step}`));
}

/** Three lines and two charges, about as much as the purchase orders of a middling company have. */
export function contractOf(n: number): Contract {
  const lines = [1, 2, 3].map((place) => {
    const goods = {
      product: `BK-${1000 + ((n * place) % 500)}`,
      quantity: ((n + place) % 9) * 50 + 50,
      unitPrice: `${20 + place}.5805`,
    };
    return { ...goods, specification: 'black, 44 inches, packed in tens', amount: toData(lineAmount(goods, USD)) };
  });
  const charges = [
    { kind: 'shipping', amount: usd(420_00n) },
    { kind: 'tax', amount: usd(1_344_37n) },
  ] as const;
  const total = contractTotal({ lines, charges }, USD);
  return {
    ...{ buyer: organisationId(`buyer-${n % 200}`), supplier: supplierOf(n), lines, charges },
    ...{ total: toData(total), initialPayment: usd(total.minor / 2n), coverageType: 'post-delivery' },
    shipBy: localDate('2026-06-30'),
    qualityTerms: 'as the sample of 12 January',
  };
}

function supplierOf(n: number): OrganisationId {
  return organisationId(`supplier-${n % SUPPLIERS}`);
}

function usd(minor: bigint): MoneyData {
  return toData({ minor, currency: USD });
}
