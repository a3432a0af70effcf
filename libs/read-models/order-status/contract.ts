import { endOfDay, fromData, subtract, zero, type StoredForm } from '#kernel';
import type { OrderEvent } from '#contexts/ordering';
import type { AmendmentDoc, ContractDoc, OrderStatusDoc } from './doc.js';

type Written = StoredForm<Extract<OrderEvent, { type: 'order.drafted.v1' | 'order.revised.v1' }>>['data'];
type Proposed = StoredForm<Extract<OrderEvent, { type: 'order.amendment-proposed.v1' }>>['data'];
type Amended = Extract<OrderEvent, { type: 'order.amended.v1' }>['data'];

/** Everything of the page that follows from the contract as it was last written. */
export function agreedIn(
  written: Written,
): Pick<OrderStatusDoc, 'supplierName' | 'designatedAccount' | 'contract' | 'cover' | 'payments' | 'undispatched'> {
  const { contract, supplierName, designatedAccount } = written;
  const total = fromData(contract.total);
  const initial = fromData(contract.initialPayment);
  const balance = subtract(total, initial);
  const nothing = zero(total.currency);
  return {
    supplierName,
    designatedAccount,
    contract: contractDoc(written),
    cover: {
      type: contract.coverageType,
      base: contract.coverageType === 'pre-shipment' ? initial : total, // [seed]
      requested: null,
      granted: null,
      reduced: false,
      acknowledged: false,
    },
    payments: {
      initial: { due: initial, arrived: nothing, waived: nothing, complete: false },
      balance: { due: balance, arrived: nothing, waived: nothing, complete: balance.minor === 0n }, // a zero balance arrives at once
    },
    undispatched: contract.lines.map(({ quantity }, index) => ({ line: index + 1, quantity })),
  };
}

/** A contract in place of the one that binds, as it would be. */
export function proposedIn(written: Proposed): AmendmentDoc {
  const { by, contract, supplierName, designatedAccount, lapsesAt } = written;
  const initialPayment = fromData(contract.initialPayment);
  return { by, lapsesAt, contract: contractDoc(written), initialPayment, supplierName, designatedAccount };
}

/** What the order becomes by the amendment that was proposed. */
export function amendedBy(doc: OrderStatusDoc, data: Amended): Partial<OrderStatusDoc> {
  const { proposedAmendment: proposed, payments, cover } = doc;
  if (proposed?.contract.hash !== data.contractHash)
    throw new TypeError('The order was amended as nobody had proposed');
  const { contract, supplierName, designatedAccount } = proposed;
  const { initial, balance, undispatched, phase } = data;
  const base = fromData(data.coverageBase);
  const toBeAdjusted = { requested: null, granted: null, reduced: false, acknowledged: false };
  return {
    contract,
    supplierName,
    designatedAccount,
    undispatched,
    phase,
    proposedAmendment: null,
    cover: { ...cover, base, ...(data.coverChanges && toBeAdjusted) },
    payments: {
      initial: { ...payments.initial, due: fromData(initial.due), complete: initial.complete },
      balance: { ...payments.balance, due: fromData(balance.due), complete: balance.complete },
    },
  };
}

const contractDoc = ({
  contract,
  contractHash: hash,
  shipByEnd = endOfDay(contract.shipBy),
}: Pick<Written, 'contract' | 'contractHash' | 'shipByEnd'>): ContractDoc => ({
  hash,
  lines: contract.lines.map(({ product, specification, quantity, unitPrice, amount }) => ({
    product,
    specification: specification ?? null,
    quantity,
    unitPrice,
    amount: fromData(amount),
  })),
  charges: contract.charges.map(({ kind, amount }) => ({ kind, amount: fromData(amount) })),
  total: fromData(contract.total),
  shipBy: contract.shipBy,
  shipByZone: contract.shipByZone ?? 'UTC',
  shipByEnd,
  qualityTerms: contract.qualityTerms ?? null,
  agreedCap: contract.agreedCap === undefined ? null : fromData(contract.agreedCap),
  documents: contract.documents ?? [],
  consignee: contract.consignee ?? null,
});
