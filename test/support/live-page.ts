import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Api, Party } from './api.js';

export interface SentPage {
  readonly id: string;
  readonly body: unknown;
}

/** A reader of server-sent events. */
export class LivePage {
  #text = '';
  #wake: () => void = () => undefined;

  private constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8').on('data', (text: string) => {
      this.#text += text;
      this.#wake();
    });
    response.on('close', () => this.#wake());
  }

  static async open(api: Api, party: Party, path: string, lastEventId?: string): Promise<LivePage> {
    const { port } = api.application.http.getHttpServer().address() as AddressInfo; // it listens on one
    const authorization = `Bearer ${await api.token(party)}`;
    const headers = { authorization, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
    return new Promise((resolve, reject) => {
      get({ port, host: '127.0.0.1', path, headers }, (response) => resolve(new LivePage(response))).on(
        'error',
        reject,
      );
    });
  }

  get status(): number | undefined {
    return this.response.statusCode;
  }

  get type(): string | undefined {
    return this.response.headers['content-type'];
  }

  /** The next page; undefined when the stream has ended, or none came in time. */
  async next(withinMs = 5_000): Promise<SentPage | undefined> {
    for (const giveUpAt = Date.now() + withinMs; ;) {
      const [whole, id = '', data = ''] = /id: (.*)\nevent: page\ndata: (.*)\n\n/.exec(this.#text) ?? [];
      if (whole !== undefined) {
        this.#text = this.#text.slice(this.#text.indexOf(whole) + whole.length);
        return { id, body: JSON.parse(data) as unknown };
      }
      const left = giveUpAt - Date.now();
      if (left <= 0 || this.response.closed) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, left);
      });
    }
  }

  close(): void {
    this.response.destroy();
  }

  get hasEnded(): boolean {
    return this.response.complete || this.response.closed;
  }
}
