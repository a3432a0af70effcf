import type { MoneyData } from '#kernel';
import type { CalendarName } from '#rules';

/** What banks of a country take for a telegraphic transfer, as far as an operator knows; null takes it back. */
export type SetTransferFee = Readonly<{
  type: 'set-transfer-fee';
  /** ISO 3166 code. */
  country: string;
  fee: MoneyData | null;
}>;

/** Whose working days count on the way of a telegraphic transfer. */
export type SetTransferCalendar = Readonly<{ type: 'set-transfer-calendar'; calendar: CalendarName }>;

export type TransferTermsCommand = SetTransferFee | SetTransferCalendar;
