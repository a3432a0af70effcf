import { Application } from '#application/nest';
import { JsonLog, settingsFrom } from '#platform';
import { headersOf, parsed, type ApiRequest, type ApiResponse, type Transport } from './transport.js';

/** The whole installation in this process, on its data folder: requests take the way of HTTP, but for the network. */
export class InProcessTransport implements Transport {
  readonly #application: Application;

  private constructor(application: Application) {
    this.#application = application;
  }

  /** @throws StartupError, and what cannot be opened. */
  static async open(dataDir: string): Promise<InProcessTransport> {
    const settings = settingsFrom({ ...process.env, DATA_DIR: dataDir });
    return new InProcessTransport(await Application.open(settings, new JsonLog(settings.logLevel)));
  }

  async send(request: ApiRequest): Promise<ApiResponse> {
    const { method, path: url } = request;
    const payload = request.content ?? request.body;
    const headers = headersOf(request);
    const { statusCode, body } = await this.#application.http.inject({
      method,
      url,
      headers,
      ...(payload !== undefined && { payload }),
    });
    return { status: statusCode, body: parsed(body) };
  }

  close(): Promise<void> {
    return this.#application.close();
  }
}
