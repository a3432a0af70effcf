import type { ServerWritableStream } from '@grpc/grpc-js';
import { isServiceError, type Kind } from './faults.js';
import type { LoggedEvent } from './log.js';
import { checkpointAt, confirmation, nameIn, readEvent, streamNotFound } from './messages.js';
import type { Node } from './node.js';
import { streams } from './protocol.js';
import { invalidPosition, type ServiceError } from './refusals.js';

type Call = ServerWritableStream<InstanceType<typeof streams.ReadReq>, InstanceType<typeof streams.ReadResp>>;
type Options = NonNullable<ReturnType<Call['request']['getOptions']>>;

/** A subscription that is being served. */
export interface ServedSubscription {
  readonly fail: (error: ServiceError) => void;
  readonly end: () => void;
  /** It stays, and says nothing more. */
  readonly fallSilent: () => void;
  /** Says that everything up to there was sent. */
  readonly checkpoint: (position: bigint) => void;
}

/** Reading of streams, of everything, and subscriptions to everything: one call of the protocol. */
export class Reads {
  readonly subscriptions = new Set<ServedSubscription>();
  /** How often each kind was asked for. */
  readonly count = { readStream: 0, readAll: 0, subscribe: 0 };
  readonly #node: Node;

  constructor(node: Node) {
    this.#node = node;
  }

  readonly read = (call: Call): void => {
    const options = call.request.getOptions();
    if (options === undefined) throw new TypeError('a read has options');
    call.on('error', () => undefined); // the connection was cut
    const kind = kindOf(options);
    this.count[kind] += 1;
    const fault = this.#node.refusalOf(call.metadata) ?? this.#node.faults.take(kind);
    if (fault === 'silence') return;
    if (fault === 'cut') this.#node.cut();
    else if (isServiceError(fault)) call.emit('error', fault);
    else if (kind === 'subscribe') this.#subscribe(call, options);
    else if (kind === 'readStream') this.#readStream(call, options);
    else this.#readAll(call, options);
  };

  #readStream(call: Call, options: Options): void {
    const from = options.getStream();
    const name = nameIn(from?.getStreamIdentifier());
    const events = this.#node.log.stream(name);
    if (events === undefined) {
      call.write(streamNotFound(name));
      call.end(); // it takes no message: what it is given are trailers
      return;
    }
    const backward = isBackward(options);
    const edge =
      from?.hasStart() === true ? 0 : from?.hasEnd() === true ? events.length - 1 : Number(from?.getRevision());
    send(call, backward ? events.slice(0, edge + 1).reverse() : events.slice(edge), options);
  }

  #readAll(call: Call, options: Options): void {
    const { log } = this.#node;
    const backward = isBackward(options);
    const at = options.getAll()?.getPosition();
    if (at === undefined) {
      send(call, backward ? log.events.toReversed() : log.events, options);
      return;
    }
    const after = log.indexAfter(BigInt(at.getCommitPosition()));
    if (String(log.events[after - 1]?.position) !== at.getCommitPosition()) call.emit('error', invalidPosition());
    else send(call, backward ? log.events.slice(0, after - 1).reverse() : log.events.slice(after - 1), options);
  }

  #subscribe(call: Call, options: Options): void {
    const { log } = this.#node;
    const from = options.getAll()?.getPosition()?.getCommitPosition();
    let next = from === undefined ? 0 : log.indexAfter(BigInt(from));
    let silent = false;
    const pump = (): void => {
      for (; next < log.events.length && !silent; next++) {
        const event = log.events[next];
        if (event !== undefined) call.write(readEvent(event));
      }
    };
    const unlisten = log.onAppend(pump);
    const subscription: ServedSubscription = {
      fail: (error) => void call.emit('error', error), // which ends it
      end: () => {
        over();
        call.end();
      },
      fallSilent: () => (silent = true),
      checkpoint: (position) => void call.write(checkpointAt(position)),
    };
    const over = (): void => {
      unlisten();
      this.subscriptions.delete(subscription);
    };
    call.on('close', over).on('cancelled', over).on('error', over);
    this.subscriptions.add(subscription);
    call.write(confirmation());
    pump();
  }
}

function kindOf(options: Options): Extract<Kind, 'readStream' | 'readAll' | 'subscribe'> {
  if (options.hasSubscription()) return 'subscribe';
  return options.hasStream() ? 'readStream' : 'readAll';
}

const isBackward = (options: Options): boolean =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

function send(call: Call, events: readonly LoggedEvent[], options: Options): void {
  const sent = events.slice(0, Number(options.getCount()));
  for (const event of sent) call.write(readEvent(event));
  call.end();
}
