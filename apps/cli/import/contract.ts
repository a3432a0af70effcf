import {
  add,
  currency,
  divideHalfEven,
  fromInteger,
  money,
  multiply,
  organisationId,
  roundToMoney,
  toText,
  zero,
  type Decimal,
  type DesignatedAccount,
  type LocalDate,
  type Money,
  type MoneyText,
  type OrganisationId,
} from '#kernel';
import { exactText, plus } from './exact.js';
import type { CreditRating, Purchase, PurchaseLine, Vendor } from './purchases.js';
import { subTotalOf } from './read-purchases.js';

const USD = currency('USD'); // all amounts of this data

/** In whole dollars, by credit rating; 1 is the best. */
const LIMITS: Readonly<Record<CreditRating, bigint>> = {
  1: 500_000n,
  2: 250_000n,
  3: 100_000n,
  4: 50_000n,
  5: 10_000n,
};

/** The body that enrols a supplier. The files have his account number only, so its bank and holder are made up from his name. */
export const enrolmentOf = (vendor: Vendor): Enrolment => ({
  supplierId: supplierOf(vendor),
  name: vendor.name,
  designatedAccount: { bank: 'Trade Assurance Bank', holder: vendor.name, number: vendor.accountNumber },
  limit: toText(money(LIMITS[vendor.creditRating] * 100n, USD)),
});

interface Enrolment {
  readonly supplierId: OrganisationId;
  readonly name: string;
  readonly designatedAccount: DesignatedAccount;
  readonly limit: MoneyText;
}

export const supplierOf = ({ id }: Vendor): OrganisationId => organisationId(`vendor-${id}`);
export const buyerOf = ({ buyerId }: Purchase): OrganisationId => organisationId(`buyer-${buyerId}`);

/** A purchase order as a contract, and what rounding did to it. */
export interface Draft {
  /** The body that drafts the order. */
  readonly contract: Contract;
  readonly total: Money;
  readonly initialPayment: Money;
  readonly balance: Money;
  /** The total before anything was rounded. */
  readonly exactTotal: Decimal;
}

interface Contract {
  readonly buyer: OrganisationId;
  readonly supplier: OrganisationId;
  readonly lines: readonly {
    readonly product: string;
    readonly quantity: number;
    readonly unitPrice: string;
    readonly amount: MoneyText;
  }[];
  readonly charges: readonly { readonly kind: 'tax' | 'shipping'; readonly amount: MoneyText }[];
  readonly total: MoneyText;
  readonly initialPayment: MoneyText;
  readonly coverageType: 'post-delivery';
  readonly shipBy: LocalDate;
}

/** Every line, the tax and the freight are rounded half-even to cents, each for itself, and the total is their sum; half of it is paid first. */
export function draftOf(purchase: Purchase): Draft {
  const lines = purchase.lines.map((line) => ({ line, amount: lineAmount(line) }));
  const tax = roundToMoney(purchase.tax, USD);
  const freight = roundToMoney(purchase.freight, USD);
  const total = [...lines.map(({ amount }) => amount), tax, freight].reduce(add, zero(USD));
  const initialPayment = money(divideHalfEven(total.minor, 2n), USD);
  return {
    total,
    initialPayment,
    balance: money(total.minor - initialPayment.minor, USD),
    exactTotal: [purchase.tax, purchase.freight].reduce(plus, subTotalOf(purchase.lines)),
    contract: {
      buyer: buyerOf(purchase),
      supplier: supplierOf(purchase.vendor),
      lines: lines.map(({ line: { product, quantity, unitPrice }, amount }) => ({
        product: `product-${product}`,
        quantity,
        unitPrice: exactText(unitPrice),
        amount: toText(amount),
      })),
      charges: [
        { kind: 'tax', amount: toText(tax) },
        { kind: 'shipping', amount: toText(freight) },
      ],
      total: toText(total),
      initialPayment: toText(initialPayment),
      coverageType: 'post-delivery',
      shipBy: latest(purchase.lines.map(({ dueDate }) => dueDate)),
    },
  };
}

const lineAmount = ({ quantity, unitPrice }: PurchaseLine): Money =>
  roundToMoney(multiply(fromInteger(quantity), unitPrice), USD);

const latest = (dates: readonly LocalDate[]): LocalDate => dates.reduce((last, date) => (date > last ? date : last));
