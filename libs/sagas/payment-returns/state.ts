/** How often each return of an order's payments has failed, by the return's id. */
export type PaymentReturnsState = Readonly<{ failures: Readonly<Record<string, number>> }>;
