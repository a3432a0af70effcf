import { Module } from '@nestjs/common';
import { SagaPagesController } from './saga-pages.controller.js';
import { SagaRetryController } from './saga-retry.controller.js';

export * from './saga.answer.js';

/** What operators read of the sagas. */
@Module({ controllers: [SagaPagesController] })
export class SagaPagesModule {}

/** What operators do about them. */
@Module({ controllers: [SagaRetryController] })
export class SagaRetryModule {}
