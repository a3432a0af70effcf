import { Module, type DynamicModule } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { clockCommands, ClockModule } from '#clock/nest';
import { contextCommands, ContextsModule } from '#contexts/nest';
import {
  BusDispatch,
  closeHttpApp,
  createHttpApp,
  Engine,
  EngineModule,
  HealthModule,
  listenFailure,
  type JsonLog,
  type Settings,
} from '#platform';
import { readModels } from '#read-models';
import { ReadModelsModule } from '#read-models/nest';
import { sagas } from '#sagas';

@Module({})
class ApplicationModule {
  static with(engine: Engine): DynamicModule {
    const imports = [EngineModule.with(engine), ContextsModule, ReadModelsModule, ClockModule, HealthModule];
    return { module: ApplicationModule, imports };
  }
}

type Needed = Pick<Settings, 'dataDir' | 'clock'>;

/** The whole service in one process: stores, write side, read side, sagas. What each app does with it is the app's. */
export class Application {
  private constructor(
    readonly engine: Engine,
    readonly http: NestFastifyApplication,
  ) {}

  /** @throws what a person can mend, each with one clear line: see `startupFailure`. */
  static async open(settings: Needed, log: JsonLog): Promise<Application> {
    const engine = await Engine.open({ settings, projections: readModels, sagas, log });
    try {
      const http = await createHttpApp(ApplicationModule.with(engine), log);
      engine.startSagas(new BusDispatch(http.get(CommandBus), [...contextCommands, clockCommands]));
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
