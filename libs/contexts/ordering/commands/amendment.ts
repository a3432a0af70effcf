import type { OrderId } from '#kernel';
import type { Contract } from '../contract.js';

/** Another contract in place of the one that binds. */
export type ProposeAmendment = Readonly<{ type: 'propose-amendment'; orderId: OrderId; contract: Contract }>;

/** @see contractHash the contract that the side has read; another one is not accepted by it. */
type OfAmendment<T extends string> = Readonly<{ type: T; orderId: OrderId; contractHash: string }>;

export type AcceptAmendment = OfAmendment<'accept-amendment'>;
/** By the other side, or by the one that proposed it. */
export type RejectAmendment = OfAmendment<'reject-amendment'>;
/** The time to accept it may be over. */
export type LapseAmendment = OfAmendment<'lapse-amendment'>;
