import { isForgotten, refuse, type DesignatedAccount, type Instant, type Refusal } from '#kernel';
import { wrongFigures } from '../arithmetic.js';
import type { AgreedContract, Contract } from '../contract.js';
import { agreedContract, contractHashOf } from '../contract-hash.js';
import type { ContractFacts, ExistingOrder } from '../state.js';
import type { Context } from './common.js';

/** A contract that may stand, with what belongs to it in an event. */
export interface Written {
  readonly kind: 'written';
  readonly data: {
    readonly contract: AgreedContract;
    readonly contractHash: string;
    readonly supplierName: string;
    readonly designatedAccount: DesignatedAccount;
    readonly shipByEnd: Instant;
  };
}

/**
 * Whom and where the buyer pays, and by when what has to leave, when the contract may stand: the instructions always name the
 * designated account, for money that goes elsewhere is not covered.
 */
export function writtenDown(contract: Contract, { facts, salt, digest }: Context): Written | Refusal {
  const supplier = facts?.supplier ?? null;
  if (facts === undefined || supplier === null) return refuse('unknown-supplier', { supplierId: contract.supplier });
  if (contract.buyer === contract.supplier) return refuse('parties-not-distinct', { organisation: contract.buyer });
  const { name: supplierName, designatedAccount, currency } = supplier;
  if (isForgotten(designatedAccount.holder) || isForgotten(designatedAccount.number))
    return refuse('designated-account-forgotten', { supplierId: contract.supplier });
  const refusal = wrongFigures(contract, currency) ?? unknownDocument(contract, facts);
  if (refusal !== undefined) return refusal;
  const { shipByEnd } = facts;
  if (shipByEnd === null) return refuse('time-zone-unknown', { shipByZone: contract.shipByZone ?? 'UTC' });
  const contractHash = contractHashOf(contract, salt, digest);
  const written = { contract: agreedContract(contract, salt), contractHash, supplierName, designatedAccount };
  return { kind: 'written', data: { ...written, shipByEnd } };
}

/** Nobody confirms a document that nobody can show. */
function unknownDocument({ documents = [] }: Contract, facts: ContractFacts): Refusal | undefined {
  const unknown = documents.find(({ sha256 }) => !facts.documents.includes(sha256));
  return unknown && refuse('unknown-document', unknown);
}

/** A consignee is compared under the salt that he was written down with: each command brings another one. */
export const isSameContract = ({ terms, contractHash }: ExistingOrder, contract: Contract, context: Context): boolean =>
  contractHashOf(contract, terms.salt ?? context.salt, context.digest) === contractHash;
