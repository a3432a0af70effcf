import type { Metadata } from '@grpc/grpc-js';
import type { Faults } from './faults.js';
import type { Log } from './log.js';
import type { ServiceError } from './refusals.js';

/** What the services of a server have in common. */
export interface Node {
  readonly log: Log;
  readonly faults: Faults;
  /** Cuts all connections. */
  readonly cut: () => void;
  /** Why the caller is sent away: whom it does not know, or who wants the leader. */
  readonly refusalOf: (metadata: Metadata) => ServiceError | undefined;
}
