/** What somebody does, with small numbers that stand for one of what there is: the script says what becomes of them. */
export type Single =
  | { readonly kind: 'confirm' | 'cancel'; readonly order: number; readonly side: Side }
  | { readonly kind: 'acknowledge' | 'submit' | 'receive' | 'ready' | 'escalate' | 'withdraw'; readonly order: number }
  | { readonly kind: 'limit'; readonly supplier: number; readonly units: number }
  | {
      readonly kind: 'arrive' | 'begin' | 'declare' | 'elsewhere';
      readonly order: number;
      readonly purpose: Purpose;
      readonly share: number;
    }
  | { readonly kind: 'reverse' | 'arrive-declared'; readonly payment: number }
  | {
      readonly kind: 'callback';
      readonly payment: number;
      readonly news: News;
      readonly sequence: number;
      readonly event: number;
    }
  | { readonly kind: 'waive'; readonly order: number; readonly purpose: Purpose; readonly share: number }
  | { readonly kind: 'dispatch'; readonly order: number; readonly half: boolean }
  | { readonly kind: 'deliver' | 'clear'; readonly shipment: number }
  | {
      readonly kind: 'propose-cancellation' | 'accept-cancellation';
      readonly order: number;
      readonly side: Side;
      readonly share: number;
    }
  | { readonly kind: 'accept-amendment'; readonly order: number; readonly side: Side }
  | { readonly kind: 'dispute'; readonly order: number; readonly reason: Reason }
  | {
      readonly kind: 'respond';
      readonly order: number;
      readonly as: 'accept' | 'counter' | 'contest';
      readonly share: number;
    }
  | { readonly kind: 'offer'; readonly order: number; readonly side: Side; readonly share: number }
  | { readonly kind: 'accept-offer'; readonly order: number; readonly side: Side; readonly number: number }
  | {
      readonly kind: 'determine' | 'decide-appeal';
      readonly order: number;
      readonly fault: 'supplier' | 'buyer' | 'none';
      readonly share: number | null;
      readonly ends: boolean;
    }
  | { readonly kind: 'recover' | 'write-off'; readonly order: number; readonly share: number }
  | { readonly kind: 'retry-refund' | 'pay-by-hand'; readonly order: number };

/** Those, and what is no single request. */
export type Act =
  | Single
  | {
      readonly kind: 'agree';
      readonly supplier: number;
      readonly type: 'pre-shipment' | 'post-delivery';
      readonly units: number;
      readonly initial: number;
      readonly cap: number | null;
      readonly shipIn: number;
      readonly until: 'draft' | 'one-side' | 'both';
    }
  | { readonly kind: 'amend'; readonly order: number; readonly side: Side; readonly units: number }
  | { readonly kind: 'appeal'; readonly order: number; readonly side: Side }
  | { readonly kind: 'evidence'; readonly order: number; readonly side: Side }
  | { readonly kind: 'advance'; readonly by: string }
  | { readonly kind: 'provider'; readonly mood: 'pays' | 'fails' | 'fails-for-good' | 'refuses' }
  | { readonly kind: 'together'; readonly first: Single; readonly second: Single }
  | { readonly kind: 'again'; readonly step: number };

export type Side = 'buyer' | 'supplier';
export type Purpose = 'initial' | 'balance';
export type News = 'authorised' | 'processing' | 'arrived' | 'failed' | 'reversed';
export type Reason = 'not-shipped' | 'late-shipment' | 'quality' | 'quantity' | 'not-as-described';
