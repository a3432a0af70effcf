import { Server, ServerCredentials, type Metadata, type sendUnaryData } from '@grpc/grpc-js';
import { Appends, type ReceivedAppend } from './appends.js';
import { Faults, isServiceError, type Kind } from './faults.js';
import { Gate } from './gate.js';
import { Log } from './log.js';
import { clusterInfo, supportedMethods } from './messages.js';
import { GossipService, ServerFeaturesService, StreamsService } from './protocol.js';
import { Reads, type ServedSubscription } from './reads.js';
import { notLeader, unauthenticated, type ServiceError } from './refusals.js';

export interface ScriptedServerOptions {
  /** Shared by the servers of a cluster. */
  readonly log?: Log;
  readonly tls?: { readonly key: string; readonly certificate: string };
  /** False for a server that takes each append as a call of its own. */
  readonly batch?: boolean;
  /** As `user:password`; who comes without them is refused. */
  readonly credentials?: string;
}

/**
 * A server that speaks as much of EventStoreDB's protocol as its client asks for, with its events in memory. It does right until a
 * test tells it to go wrong.
 */
export class ScriptedServer {
  readonly faults = new Faults();
  readonly log: Log;
  readonly #grpc = new Server();
  readonly #appends: Appends;
  readonly #reads: Reads;
  readonly #credentials: string | undefined;
  #gate: Gate | undefined;
  #leader: ScriptedServer = this;
  #members: readonly ScriptedServer[] = [this];

  private constructor({ log = new Log(), batch = true, credentials }: ScriptedServerOptions) {
    this.log = log;
    this.#credentials = credentials;
    const node = {
      log,
      faults: this.faults,
      cut: () => this.gate.cut(),
      refusalOf: (metadata: Metadata) => this.#refusalOf(metadata),
    };
    this.#appends = new Appends(node);
    this.#reads = new Reads(node);
    this.#grpc.addService(StreamsService, {
      read: this.#reads.read,
      append: this.#appends.unary,
      batchAppend: this.#appends.batch,
    });
    this.#grpc.addService(ServerFeaturesService, {
      getSupportedMethods: this.#unless('capabilities', () => supportedMethods(batch)),
    });
    this.#grpc.addService(GossipService, { read: this.#unless('gossip', () => clusterInfo(this.#gossip())) });
  }

  static async start(options: ScriptedServerOptions = {}): Promise<ScriptedServer> {
    const server = new ScriptedServer(options);
    const credentials = options.tls
      ? ServerCredentials.createSsl(null, [
          { private_key: Buffer.from(options.tls.key), cert_chain: Buffer.from(options.tls.certificate) },
        ])
      : ServerCredentials.createInsecure();
    const inside = await new Promise<number>((resolve, reject) => {
      server.#grpc.bindAsync('127.0.0.1:0', credentials, (error, port) => (error ? reject(error) : resolve(port)));
    });
    server.#gate = await Gate.before(inside);
    return server;
  }

  /** They share a log and know each other; the first one leads. */
  static async startCluster(size: number): Promise<readonly ScriptedServer[]> {
    const log = new Log();
    const servers = await Promise.all(Array.from({ length: size }, () => ScriptedServer.start({ log })));
    for (const server of servers) server.#members = servers;
    servers[0]?.lead();
    return servers;
  }

  /** The network before it. */
  get gate(): Gate {
    if (this.#gate === undefined) throw new Error('the server has not been started');
    return this.#gate;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.gate.port}?tls=false`;
  }

  /** Every append that came, in order, also those that were not carried out. */
  get received(): readonly ReceivedAppend[] {
    return this.#appends.received;
  }

  get subscriptions(): readonly ServedSubscription[] {
    return [...this.#reads.subscriptions];
  }

  /** How often it was read from, by kind. */
  get reads(): Reads['count'] {
    return this.#reads.count;
  }

  /** Gives the answers to appends that were held. */
  release(): void {
    this.#appends.release();
  }

  /** From now on, all members of its cluster name it as their leader. */
  lead(): void {
    for (const member of this.#members) member.#leader = this;
  }

  async stop(): Promise<void> {
    await this.gate.close();
    this.#grpc.forceShutdown();
  }

  #refusalOf(metadata: Metadata): ServiceError | undefined {
    const wanted = this.#credentials && `Basic ${Buffer.from(this.#credentials).toString('base64')}`;
    if (wanted !== undefined && metadata.get('authorization')[0] !== wanted) return unauthenticated();
    const elsewhere = metadata.get('requires-leader').length > 0 && this.#leader !== this;
    return elsewhere ? notLeader({ host: '127.0.0.1', port: this.#leader.gate.port }) : undefined;
  }

  #gossip() {
    return this.#members.map((member) => ({
      host: '127.0.0.1',
      port: member.gate.port,
      state: member === this.#leader ? ('leader' as const) : ('follower' as const),
    }));
  }

  /** Answers a call that has one answer, unless it is to go wrong. */
  #unless<Answer>(kind: Kind, answer: () => Answer) {
    return (_: unknown, done: sendUnaryData<Answer>): void => {
      const fault = this.faults.take(kind);
      if (fault === 'silence') return;
      if (fault === 'cut') this.gate.cut();
      else if (isServiceError(fault)) done(fault);
      else done(null, answer());
    };
  }
}
