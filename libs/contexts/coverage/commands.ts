import type { CoverageType, MoneyData, OrderId, OrganisationId, TypeOf } from '#kernel';
import type { releaseReasonSchema } from './events.js';

/** The first limit of a supplier, as the platform set it when he was enrolled. */
export type GrantLimit = Readonly<{
  type: 'grant-limit';
  supplierId: OrganisationId;
  limit: MoneyData;
}>;

/** Another limit from now on; what is reserved stands. */
export type ChangeLimit = Readonly<{
  type: 'change-limit';
  supplierId: OrganisationId;
  limit: MoneyData;
}>;

/** Cover for an order that both sides have confirmed. */
export type ReserveCover = Readonly<{
  type: 'reserve-cover';
  supplierId: OrganisationId;
  orderId: OrderId;
  coverageType: CoverageType;
  /** What the coverage type covers: the initial payment, or the order total. */
  base: MoneyData;
  /** The cap that the parties agreed on, if they did. */
  cap: MoneyData | null;
}>;

export type ReleaseCover = Readonly<{
  type: 'release-cover';
  supplierId: OrganisationId;
  orderId: OrderId;
  reason: TypeOf<typeof releaseReasonSchema>;
}>;

export type CoverageCommand = GrantLimit | ChangeLimit | ReserveCover | ReleaseCover;
