import { Module, type DynamicModule } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  BusDispatch,
  closeHttpApp,
  createHttpApp,
  Engine,
  EngineModule,
  type EngineSettings,
  HealthModule,
  listenFailure,
  type JsonLog,
  type Settings,
} from '#platform';
import { readModels } from '#read-models';
import { sagas } from '#sagas';
import { blobNames, likelyNamedIn } from '../blobs/index.js';
import { commandSets, everything, type Service } from './services.js';

@Module({})
class ApplicationModule {
  static with(engine: Engine, { modules }: Service): DynamicModule {
    return { module: ApplicationModule, imports: [EngineModule.with(engine), ...modules, HealthModule] };
  }
}

/** A process of the platform: what one of its services does, and where it answers. What each app does with it is the app's. */
export class Application {
  private constructor(
    readonly engine: Engine,
    readonly http: NestFastifyApplication,
  ) {}

  /**
   * @param service which part of the whole runs in this process.
   * @throws what a person can mend, each with one clear line: see `startupFailure`.
   */
  static async open(settings: EngineSettings, log: JsonLog, service: Service = everything): Promise<Application> {
    const engine = await Engine.open(settings, { projections: readModels, sagas, log, ...service });
    try {
      const http = await createHttpApp(ApplicationModule.with(engine, service), log);
      if (service.runsSagas) engine.startSagas(new BusDispatch(http.get(CommandBus), commandSets));
      if (service.runsSagas) engine.startSweeping(blobNames, likelyNamedIn(engine.readStore));
      return new Application(engine, http);
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  /** @returns where it answers. @throws StartupError when nobody may or can listen there. */
  async listen({ host, port }: Pick<Settings, 'host' | 'port'>): Promise<string> {
    try {
      // Not through Nest, which would log a failure on top of the one line for it.
      return await this.http.getHttpAdapter().getInstance().listen({ host, port });
    } catch (error) {
      throw listenFailure(error, host, port);
    }
  }

  /** Takes no new request, answers those under way, stops the runners, closes the stores. Repeatable. */
  async close(): Promise<void> {
    await closeHttpApp(this.http);
    await this.engine.close();
  }
}
