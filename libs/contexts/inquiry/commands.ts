import type { InquiryId, LocalDate, MoneyData, OrderId, PaymentId } from '#kernel';

/** "The supplier has received it but the status still says waiting for payment" [seed]: a party asks for his money to be found. */
export type OpenInquiry = Readonly<{
  type: 'open-inquiry';
  inquiryId: InquiryId;
  orderId: OrderId;
  /** The transfer as the party knows it. */
  amount: MoneyData;
  sentOn: LocalDate;
  reference: string;
  bank: string;
  note: string;
}>;

/** An operator looks for the money. */
export type TakeUpInquiry = Readonly<{ type: 'take-up-inquiry'; inquiryId: InquiryId }>;

/** The operator has found it, as this payment of the order. */
export type MatchInquiry = Readonly<{ type: 'match-inquiry'; inquiryId: InquiryId; paymentId: PaymentId }>;

/** The operator cannot find it, and says what to do. */
export type AnswerInquiry = Readonly<{ type: 'answer-inquiry'; inquiryId: InquiryId; answer: string }>;

/** It has come to light by itself. */
export type WithdrawInquiry = Readonly<{ type: 'withdraw-inquiry'; inquiryId: InquiryId }>;

export type InquiryCommand = OpenInquiry | TakeUpInquiry | MatchInquiry | AnswerInquiry | WithdrawInquiry;
