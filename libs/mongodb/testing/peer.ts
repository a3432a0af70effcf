import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Document } from 'mongodb';
import { MemoryData } from './memory-data.js';
import { replyTo, requestsIn, type Request } from './wire.js';

/** What is to go wrong with one command. */
export type Fault =
  /** The connection ends before the command is executed, or after it, so that nobody learns of it. */
  | 'cut-before'
  | 'cut-after'
  /** Half of the answer, and then nothing more. */
  | 'truncate'
  /** An answer of the right length that is no BSON. */
  | 'garble'
  /** It is executed and never answered. */
  | 'silence'
  /** It is executed, and answered so much later. */
  | { readonly delayMs: number }
  /** It is not executed, and answered like this. */
  | { readonly answer: Document };

const GREETINGS = ['hello', 'ismaster', 'isMaster'];

const HELLO: Document = {
  ismaster: true,
  isWritablePrimary: true,
  helloOk: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  minWireVersion: 0,
  maxWireVersion: 21,
  ok: 1,
};

/** One that speaks MongoDB's protocol just well enough for the adapter, and fails on demand. */
export class Peer {
  readonly data = new MemoryData();
  /** The commands that came, in order, without greetings. */
  readonly commands: Document[] = [];
  /** Takes connections, and never says anything. */
  isSilent = false;
  readonly #faults = new Map<string, Fault[]>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #hello = HELLO;

  #address = '';

  private constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  static async start(): Promise<Peer> {
    const peer = new Peer();
    await new Promise<void>((listening) => peer.#server.listen(0, '127.0.0.1', listening));
    peer.#address = `127.0.0.1:${(peer.#server.address() as AddressInfo).port}`; // it listens on a port
    return peer;
  }

  get address(): string {
    return this.#address;
  }

  /** Changes what the peer says of itself, such as its wire version. */
  greetWith(change: Document): void {
    this.#hello = { ...HELLO, ...change };
  }

  /** Each of the next commands of that name meets one of these, in order. */
  fail(command: string, ...faults: readonly Fault[]): void {
    this.#faults.set(command, [...(this.#faults.get(command) ?? []), ...faults]);
  }

  /** How often a command came. */
  count(command: string): number {
    return this.commands.filter((each) => nameOf(each) === command).length;
  }

  /** Ends every connection, and refuses new ones. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((closed) => this.#server.close(closed));
  }

  #serve(socket: Socket): void {
    let bytes = Buffer.alloc(0);
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      const { requests, rest } = requestsIn(Buffer.concat([bytes, chunk]));
      bytes = Buffer.from(rest);
      for (const request of requests) this.#answer(socket, request);
    });
  }

  #answer(socket: Socket, request: Request): void {
    if (this.isSilent) return;
    const name = nameOf(request.command);
    if (GREETINGS.includes(name)) {
      socket.write(replyTo(request, this.#hello));
      return;
    }
    this.commands.push(request.command);
    const fault = this.#faults.get(name)?.shift();
    if (fault === 'cut-before') {
      socket.destroy();
      return;
    }
    if (typeof fault === 'object' && 'answer' in fault) {
      socket.write(replyTo(request, fault.answer));
      return;
    }
    const reply = replyTo(request, this.data.execute(name, request.command));
    if (fault === undefined) socket.write(reply);
    else if (fault === 'cut-after') socket.destroy();
    else if (fault === 'garble') socket.write(reply.fill(0xff, reply.length - 20));
    else if (fault === 'truncate') socket.end(reply.subarray(0, reply.length / 2));
    else if (fault !== 'silence') setTimeout(() => socket.write(reply), fault.delayMs);
  }
}

const nameOf = (command: Document): string => Object.keys(command)[0] ?? '';
