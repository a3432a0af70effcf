import type { Money } from '#kernel';
import type { CalendarName } from '#rules';

/** What operators added to the rule set's words on telegraphic transfers: estimates and information, never a condition. */
export interface TransferTerms {
  readonly feeByCountry: Readonly<Record<string, Money>>;
  readonly calendar: CalendarName;
}

/** Covered money goes to accounts in dollars, which are cleared in New York [reading]. */
export const initialTerms: TransferTerms = { feeByCountry: {}, calendar: 'us-banking' };
