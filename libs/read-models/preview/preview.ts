import { isLess, minOf, type CoverageType, type Instant, type Money, type PaymentMethod } from '#kernel';
import { estimateArrival, type ArrivalEstimate, type CalendarName, type RuleSet } from '#rules';

/** What somebody thinks of agreeing on with a supplier. */
export interface Plan {
  readonly total: Money;
  readonly initialPayment: Money;
  /** What is left of the supplier's limit now; another order may take of it before this one does. */
  readonly remaining: Money;
  /** ISO 3166 country that a transfer would be sent from; null when it is not said. */
  readonly country: string | null;
}

/** What operators know of transfers. */
export interface KnownTransfers {
  readonly feeByCountry: Readonly<Record<string, Money>>;
  readonly calendar: CalendarName;
}

export interface CoverPreview {
  readonly coverageType: CoverageType;
  /** What the coverage type covers. */
  readonly base: Money;
  readonly covered: Money;
  /** Less than the base: the buyer would have to say that he knows. */
  readonly reduced: boolean;
}

export interface MethodPreview {
  readonly method: PaymentMethod;
  /** For each transaction; null when nobody here knows. */
  readonly fee: Money | null;
  /** What to do where the fee is not known. */
  readonly feeAdvice: 'ask-your-bank' | null;
  readonly limitPerTransaction: Money | null;
  /** How many transactions the initial payment takes. */
  readonly transactions: number;
  /** If it were paid now; null when the calendar does not reach: unknown. */
  readonly estimatedArrival: ArrivalEstimate | null;
}

/** By the seed's example: of 3,000 with 1,500 first and 2,000 left of the limit, 1,500 before shipment and 2,000 after delivery. */
export const previewCover = ({ total, initialPayment, remaining }: Plan): readonly CoverPreview[] =>
  (['pre-shipment', 'post-delivery'] as const).map((coverageType) => {
    const base = coverageType === 'pre-shipment' ? initialPayment : total;
    return { coverageType, base, covered: minOf(base, remaining), reduced: isLess(remaining, base) };
  });

export function previewMethods(
  { initialPayment, country }: Pick<Plan, 'initialPayment' | 'country'>,
  { payment }: RuleSet,
  { feeByCountry, calendar }: KnownTransfers,
  now: Instant,
): readonly MethodPreview[] {
  const { card, eChecking, telegraphicTransfer: transfer } = payment;
  const sameCurrency = card.limitPerTransaction.currency === initialPayment.currency;
  const cardLimit = sameCurrency ? card.limitPerTransaction : null;
  const transferFee = country === null ? undefined : (feeByCountry[country] ?? transfer.feeByCountry[country]);
  const inDollars = initialPayment.currency === eChecking.feePerTransaction.currency;
  const once = { limitPerTransaction: null, feeAdvice: null, transactions: 1 };
  return [
    // Deducted in the currency of the account: not for orders in another one.
    ...(inDollars
      ? [
          {
            ...{ ...once, method: 'e-checking' as const, fee: eChecking.feePerTransaction },
            estimatedArrival: estimateArrival(eChecking.arrival, now, calendar),
          },
        ]
      : []),
    {
      ...{ ...once, method: 'card', fee: { minor: 0n, currency: initialPayment.currency } },
      limitPerTransaction: cardLimit,
      transactions: cardLimit === null ? 1 : timesNeeded(initialPayment, cardLimit),
      estimatedArrival: estimateArrival(card.arrival, now, calendar),
    },
    {
      ...{ ...once, method: 'tt', fee: transferFee ?? null },
      feeAdvice: transferFee === undefined ? 'ask-your-bank' : null, // [seed]
      estimatedArrival: estimateArrival(transfer.arrival, now, calendar),
    },
  ];
}

const timesNeeded = (amount: Money, limit: Money): number => Number((amount.minor + limit.minor - 1n) / limit.minor);
