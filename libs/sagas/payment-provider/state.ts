import type { PaymentId } from '#kernel';

/** What is between the platform and its provider about one payment. */
export type PaymentProviderState =
  | Readonly<{ step: 'idle' }>
  | Readonly<{ step: 'submitting'; paymentId: PaymentId }>
  | Readonly<{ step: 'waiting-for-transfer'; paymentId: PaymentId }>
  | Readonly<{ step: 'following' }>;
