import type { OrderId } from '#kernel';
import type { Contract, Origin } from '../contract.js';

/** Either party writes the contract down. */
export type DraftOrder = Readonly<{
  type: 'draft-order';
  orderId: OrderId;
  contract: Contract;
  /** Where the order began, when it is said. */
  origin?: Origin;
}>;

/** Either party changes it, before both have confirmed; what was confirmed before is void. */
export type ReviseOrder = Readonly<{ type: 'revise-order'; orderId: OrderId; contract: Contract }>;

/** The draft is put before both sides for confirmation. */
export type SubmitOrder = Readonly<{ type: 'submit-order'; orderId: OrderId }>;

export type ConfirmOrder = Readonly<{
  type: 'confirm-order';
  orderId: OrderId;
  /** The contract that the side has read; another one is not confirmed by it. */
  contractHash: string;
}>;

export type CancelOrder = Readonly<{ type: 'cancel-order'; orderId: OrderId; reason: string }>;
