import { Metadata, status } from '@grpc/grpc-js';

/** How a call ends that is refused. */
export interface ServiceError {
  readonly code: status;
  readonly details: string;
  readonly metadata: Metadata;
}

function refusal(code: status, details: string, told: Readonly<Record<string, string>> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(told)) metadata.set(name, value);
  return { code, details, metadata };
}

export const notReady = (): ServiceError => refusal(status.UNAVAILABLE, 'Server Is Not Ready');

export const internal = (): ServiceError => refusal(status.INTERNAL, 'Received RST_STREAM with code 2');

export const unknown = (details = 'Server Is Not Ready'): ServiceError => refusal(status.UNKNOWN, details);

export const exhausted = (): ServiceError =>
  refusal(status.RESOURCE_EXHAUSTED, 'Received message exceeds the maximum configured message size.');

export const deadlineExceeded = (): ServiceError => refusal(status.DEADLINE_EXCEEDED, 'Deadline exceeded');

export const invalidPosition = (): ServiceError => refusal(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition');

export const accessDenied = (): ServiceError =>
  refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const unauthenticated = (): ServiceError => refusal(status.UNAUTHENTICATED, 'Unauthenticated');

export const notLeader = (leader: { readonly host: string; readonly port: number }): ServiceError =>
  refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': leader.host,
    'leader-endpoint-port': String(leader.port),
  });
