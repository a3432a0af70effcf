import { Module } from '@nestjs/common';
import { SagaPagesController } from './saga-pages.controller.js';
import { SagaRetryController } from './saga-retry.controller.js';
import { SagaSummaryController } from './saga-summary.controller.js';

export * from './saga.answer.js';

/** What operators read of the sagas. */
@Module({ controllers: [SagaSummaryController, SagaPagesController] })
export class SagaPagesModule {}

/** What operators do about them. */
@Module({ controllers: [SagaRetryController] })
export class SagaRetryModule {}
