import { randomUUID } from 'node:crypto';
import type { AppendRefusal } from './faults.js';
import type { Expected, LoggedEvent, SentEvent } from './log.js';
import { Any, features, gossip, shared, statuses, streams, StreamsService } from './protocol.js';

/** What both kinds of append carry an event in. */
type Proposed = InstanceType<typeof streams.AppendReq.ProposedMessage>;

export const nameIn = (identifier: InstanceType<typeof shared.StreamIdentifier> | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();

const identifierOf = (name: string): InstanceType<typeof shared.StreamIdentifier> => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name));
  return identifier;
};

const uuidOf = (id: string): InstanceType<typeof shared.UUID> => new shared.UUID().setString(id);

export const sentEvent = (
  message: Pick<Proposed, 'getId' | 'getMetadataMap' | 'getData_asU8'> & WithMetadata,
): SentEvent => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

interface WithMetadata {
  readonly getCustomMetadata_asU8: () => Uint8Array;
}

/** The three words and the number that a writer may expect; each kind of append names the number otherwise. */
export function expectedIn(
  options: {
    readonly hasAny: () => boolean;
    readonly hasNoStream: () => boolean;
    readonly hasStreamExists: () => boolean;
  },
  number: string,
): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no-stream';
  return options.hasStreamExists() ? 'exists' : Number(number);
}

const read = new WeakMap<LoggedEvent, InstanceType<typeof streams.ReadResp>>();

/** An event as it is read, serialised once for all readers. */
export function readEvent(event: LoggedEvent): InstanceType<typeof streams.ReadResp> {
  const known = read.get(event);
  if (known !== undefined) return known;
  const response = responseOf(event);
  const bytes = response.serializeBinary();
  response.serializeBinary = () => bytes;
  read.set(event, response);
  return response;
}

function responseOf(event: LoggedEvent): InstanceType<typeof streams.ReadResp> {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(uuidOf(event.id));
  recorded.setStreamIdentifier(identifierOf(event.stream));
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.position));
  recorded.setPreparePosition(String(event.position));
  recorded.getMetadataMap().set('type', event.type);
  recorded.getMetadataMap().set('content-type', event.contentType);
  recorded.getMetadataMap().set('created', '0');
  recorded.setCustomMetadata(event.metadata);
  recorded.setData(event.data);
  const resolved = new streams.ReadResp.ReadEvent();
  resolved.setEvent(recorded);
  resolved.setCommitPosition(String(event.position));
  return new streams.ReadResp().setEvent(resolved);
}

export const streamNotFound = (name: string): InstanceType<typeof streams.ReadResp> =>
  new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(name)),
  );

export const confirmation = (): InstanceType<typeof streams.ReadResp> =>
  new streams.ReadResp().setConfirmation(
    new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID()),
  );

export function checkpointAt(position: bigint): InstanceType<typeof streams.ReadResp> {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(String(position));
  return new streams.ReadResp().setCheckpoint(checkpoint);
}

/** The answer to one append of a batch, for the correlation id that it came with. */
export function batchAnswer(
  correlation: InstanceType<typeof shared.UUID> | undefined,
  stream: string,
): InstanceType<typeof streams.BatchAppendResp> {
  const answer = new streams.BatchAppendResp().setStreamIdentifier(identifierOf(stream));
  answer.setCorrelationId(correlation);
  return answer;
}

export function batchSuccess(
  last: LoggedEvent,
  withPosition: boolean,
): InstanceType<typeof streams.BatchAppendResp.Success> {
  const success = new streams.BatchAppendResp.Success().setCurrentRevision(String(last.revision));
  return withPosition ? success.setPosition(positionOf(last)) : success.setNoPosition(empty());
}

/** The older form of the answer, for a server that takes no batches. */
export function unarySuccess(last: LoggedEvent, withPosition: boolean): InstanceType<typeof streams.AppendResp> {
  const success = new streams.AppendResp.Success().setCurrentRevision(String(last.revision));
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(last.position));
  position.setPreparePosition(String(last.position));
  return new streams.AppendResp().setSuccess(
    withPosition ? success.setPosition(position) : success.setNoPosition(empty()),
  );
}

export function unaryConflict(actual: number | undefined): InstanceType<typeof streams.AppendResp> {
  const conflict = new streams.AppendResp.WrongExpectedVersion();
  if (actual === undefined) conflict.setCurrentNoStream(empty());
  else conflict.setCurrentRevision(String(actual));
  return new streams.AppendResp().setWrongExpectedVersion(conflict);
}

export function batchConflict(actual: number | undefined): InstanceType<typeof statuses.Status> {
  const conflict = new shared.WrongExpectedVersion();
  if (actual === undefined) conflict.setCurrentNoStream(empty());
  else conflict.setCurrentStreamRevision(String(actual));
  return statusOf('event_store.client.WrongExpectedVersion', conflict.serializeBinary());
}

export const MAX_APPEND_SIZE = 1024 * 1024;

const REFUSALS = {
  timeout: () => statusOf('event_store.client.Timeout', new shared.Timeout().serializeBinary()),
  'not-ready': () => statusOf('google.protobuf.Empty', empty().serializeBinary(), 'Server Is Not Ready'),
  'access-denied': () => statusOf('event_store.client.AccessDenied', new shared.AccessDenied().serializeBinary()),
  'stream-deleted': () => statusOf('event_store.client.StreamDeleted', new shared.StreamDeleted().serializeBinary()),
  unknown: () => statusOf('event_store.client.Unknown', new shared.Unknown().serializeBinary()),
  'too-large': () =>
    statusOf(
      'event_store.client.MaximumAppendSizeExceeded',
      new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_SIZE).serializeBinary(),
    ),
} satisfies Record<AppendRefusal['append'], () => InstanceType<typeof statuses.Status>>;

export const batchRefusal = ({ append }: AppendRefusal): InstanceType<typeof statuses.Status> => REFUSALS[append]();

function statusOf(type: string, details: Uint8Array, message = ''): InstanceType<typeof statuses.Status> {
  const any = new Any();
  any.pack(details, type);
  return new statuses.Status().setMessage(message).setDetails(any);
}

function positionOf({ position }: LoggedEvent): InstanceType<typeof shared.AllStreamPosition> {
  const at = new shared.AllStreamPosition();
  at.setCommitPosition(String(position));
  at.setPreparePosition(String(position));
  return at;
}

// Messages keep what they are made from, so every one has its own.
const empty = (): InstanceType<typeof shared.Empty> => new shared.Empty();

/** @param batch whether the server says that it takes batches of appends; those before 21.10 do not. */
export function supportedMethods(batch: boolean): InstanceType<typeof features.SupportedMethods> {
  const supported = new features.SupportedMethods().setEventStoreServerVersion('24.6.0');
  for (const { path } of Object.values(StreamsService)) {
    const [, service = '', method = ''] = path.toLowerCase().split('/');
    if (method === 'batchappend' && !batch) continue;
    supported.addMethods(new features.SupportedMethod().setServiceName(service).setMethodName(method));
  }
  return supported;
}

export interface Member {
  readonly host: string;
  readonly port: number;
  readonly state: 'leader' | 'follower';
}

export function clusterInfo(members: readonly Member[]): InstanceType<typeof gossip.ClusterInfo> {
  const { VNodeState } = gossip.MemberInfo;
  const info = new gossip.ClusterInfo();
  for (const { host, port, state } of members) {
    const member = new gossip.MemberInfo().setIsAlive(true).setInstanceId(uuidOf(randomUUID()));
    member.setState(state === 'leader' ? VNodeState.LEADER : VNodeState.FOLLOWER);
    member.setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
    info.addMembers(member);
  }
  return info;
}
