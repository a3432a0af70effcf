import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Passage {
  readonly outside: Socket;
  readonly inside: Socket;
}

/** The network before a server: a port of its own, whose connections can be cut, refused, or fall silent. */
export class Gate {
  readonly #inside: number;
  readonly #passages = new Set<Passage>();
  #server: Server | undefined;
  #port = 0;
  #silent = false;
  /** How many connections were ever made. */
  accepted = 0;

  private constructor(inside: number) {
    this.#inside = inside;
  }

  static async before(port: number): Promise<Gate> {
    const gate = new Gate(port);
    await gate.open();
    return gate;
  }

  get port(): number {
    return this.#port;
  }

  get connections(): number {
    return this.#passages.size;
  }

  /** Takes connections, at the same port as ever. */
  async open(): Promise<void> {
    const server = createServer((outside) => this.#let(outside));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port; // it listens on TCP
  }

  /** As when the server's process is gone: what is connected is cut, and nobody is let in. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve) ?? resolve(undefined));
    this.#server = undefined;
    this.cut();
    await closed;
  }

  cut(): void {
    for (const { outside, inside } of this.#passages) {
      outside.destroy();
      inside.destroy();
    }
  }

  /** As when the server's process is stopped: connections are made and stay, and nothing passes. */
  freeze(): void {
    this.#silent = true;
    this.silence();
  }

  /** What is connected now falls silent for good, as behind a firewall that has forgotten it; new connections work. */
  silence(): void {
    for (const { outside, inside } of this.#passages) {
      outside.unpipe(inside).pause();
      inside.unpipe(outside).pause();
    }
  }

  thaw(): void {
    this.#silent = false;
    for (const passage of this.#passages) join(passage);
  }

  #let(outside: Socket): void {
    this.accepted += 1;
    const passage = { outside, inside: connect(this.#inside, '127.0.0.1') };
    this.#passages.add(passage);
    const end = (): void => {
      this.#passages.delete(passage);
      outside.destroy();
      passage.inside.destroy();
    };
    for (const socket of [outside, passage.inside]) socket.on('error', end).on('close', end).setNoDelay(true);
    if (!this.#silent) join(passage);
  }
}

function join({ outside, inside }: Passage): void {
  outside.pipe(inside);
  inside.pipe(outside);
}
