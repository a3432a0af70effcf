import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { clockCommands, ClockModule } from '#clock/nest';
import { contextCommands, ContextsModule } from '#contexts/nest';
import type { CommandSet } from '#platform';
import { ReadModelsModule } from '#read-models/nest';
import { SagaPagesModule, SagaRetryModule } from '#sagas/nest';

/** Which part of the whole a process does. Each may run several times over, and beside the others on one machine or many. */
export interface Service {
  readonly name: string;
  /** What it answers over HTTP, beside its health. */
  readonly modules: readonly (Type | DynamicModule)[];
  /** Whether it folds events into read models. */
  readonly projects: boolean;
  /** Whether it carries out what the sagas decide. */
  readonly runsSagas: boolean;
  /** Whether its replicas elect one of them for what it does in the background. */
  readonly elects: boolean;
}

/** Every command there is. */
export const commandSets: readonly CommandSet[] = [...contextCommands, clockCommands];

/** Decides the commands of the sagas, and answers none of them over HTTP. */
@Module({ providers: commandSets.flatMap(({ handlers }) => [...handlers]) })
class CommandHandlersModule {}

const service = (name: string, does: Partial<Omit<Service, 'name'>>): Service => ({
  name,
  modules: [],
  projects: false,
  runsSagas: false,
  elects: false,
  ...does,
});

export const everything = service('standalone', {
  modules: [ContextsModule, SagaRetryModule, ReadModelsModule, SagaPagesModule, ClockModule],
  projects: true,
  runsSagas: true,
});
export const commandApi = service('command-api', { modules: [ContextsModule, SagaRetryModule, ClockModule] });
export const queryApi = service('query-api', { modules: [ReadModelsModule, SagaPagesModule] });
export const projector = service('projector', { projects: true, elects: true });
export const sagaRunner = service('saga-runner', { modules: [CommandHandlersModule], runsSagas: true, elects: true });
