import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PersonalData } from '#personal-data';
import { CommandPipeline } from '#runtime';
import { Tokens } from '../auth/tokens.js';
import { PAYMENT_PROVIDER } from '../commands/effects.js';
import { WriteSide } from '../commands/write-side.js';
import { Positions } from '../http/positions.js';
import { Pages } from '../http/pages.js';
import { Presenter } from '../http/present.js';
import { Freshness } from '../http/freshness.js';
import { LivePages } from '../http/live.js';
import { Engine } from './engine.js';

/** Hands the engine's parts to every module of an app. */
@Module({})
export class EngineModule {
  static with(engine: Engine): DynamicModule {
    const parts = [
      { provide: Engine, useValue: engine },
      { provide: CommandPipeline, useValue: engine.pipeline },
      { provide: Tokens, useValue: engine.tokens },
      { provide: Positions, useValue: engine.positions },
      { provide: PersonalData, useValue: engine.personalData },
      { provide: PAYMENT_PROVIDER, useValue: engine.paymentProvider },
      Presenter,
      WriteSide,
      Freshness,
      LivePages,
      Pages,
    ];
    return { module: EngineModule, global: true, imports: [CqrsModule.forRoot()], providers: parts, exports: parts };
  }
}
