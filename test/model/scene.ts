import type { RequestStep } from '../../apps/cli/script/format.js';
import type { Purpose, Side } from './acts.js';
import type { CoverageType, Ledger, Terms } from './ledger.js';

/** What an accepted request means for money and cover. @param id that the answer named */
export type Meaning = (ledger: Ledger, id: string) => void;

export interface Request {
  readonly step: RequestStep;
  readonly meaning?: Meaning;
}

/** Makes a request that may be refused, under a key of its own. */
export type Post = (
  as: string,
  path: string,
  body?: object,
  meaning?: Meaning,
  bind?: Readonly<Record<string, string>>,
) => Request;

export interface Agreed {
  readonly name: string;
  readonly supplier: number;
  readonly type: CoverageType;
  readonly terms: Terms;
  readonly shipIn: number;
}

export interface Begun {
  readonly name: string;
  readonly amount: bigint;
  /** With the provider, which may call back. */
  readonly begun: boolean;
  readonly order: number;
  readonly purpose: Purpose;
}

export interface Sent {
  readonly name: string;
  readonly supplier: number;
  readonly order: number;
}

/** What there is by the names that a script gives it. */
export interface Scene {
  readonly orders: Agreed[];
  readonly payments: Begun[];
  readonly shipments: Sent[];
}

export const UNIT = 500_00n;
export const SUPPLIERS = 2;
const NEW_YEAR = Date.UTC(2027, 0, 4);
const DAY = 86_400_000;

const textOf = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
export const usd = (cents: bigint) => ({ amount: textOf(cents), currency: 'USD' });
export const OPERATOR = 'operator@trade-assurance';
export const ARBITER = 'arbiter@trade-assurance';
export const BUYER = 'buyer@buyer-{run}';
export const supplierOf = (index: number): string => `supplier-${index}-{run}`;
export const dueOf = ({ total, initial }: Terms, purpose: Purpose): bigint =>
  purpose === 'initial' ? initial : total - initial;
export const quarters = (amount: bigint, share: number): bigint => (amount * BigInt(share)) / 4n;
/** Of every contract's only line. */
export const UNIT_PRICE = 10_00n;

export const who = ({ supplier }: Agreed, side: Side): string =>
  side === 'buyer' ? BUYER : `supplier@${supplierOf(supplier)}`;

export const pick = <T>(all: readonly T[], number: number): T | undefined => all[number % Math.max(all.length, 1)];

export const contractOf = ({ supplier, type, shipIn }: Agreed, { total, initial, cap }: Terms) => ({
  ...{ buyer: 'buyer-{run}', supplier: supplierOf(supplier), coverageType: type },
  lines: [{ product: 'Cotton shirt', quantity: Number(total / UNIT_PRICE), unitPrice: '10.00', amount: usd(total) }],
  ...{ total: usd(total), initialPayment: usd(initial) },
  shipBy: new Date(NEW_YEAR + shipIn * DAY).toISOString().slice(0, 10),
  ...(cap !== null && { agreedCap: usd(cap) }),
});
