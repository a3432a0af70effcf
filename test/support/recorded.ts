import { position, type Instant, type JsonObject, type RecordedEvent } from '#kernel';
import { platform } from './people.js';
import { day } from './values.js';

/** An event as it is read from a store, for what looks at type and data. */
export const recordedAs = (
  type: string,
  data: JsonObject,
  { stream = 'test-1', revision = 0, at = day(0) }: { stream?: string; revision?: number; at?: Instant } = {},
): RecordedEvent => ({
  id: `${stream}@${revision}`,
  stream,
  revision,
  position: position(BigInt(revision)),
  type,
  data,
  metadata: {
    actor: platform,
    causationId: null,
    commandDigest: '',
    commandId: '',
    correlationId: '',
    occurredAt: null,
    previousHash: null,
    recordedAt: at,
    ruleSet: 'trade-assurance/1',
  },
});
