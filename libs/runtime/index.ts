export { asError, Background } from './background.js';
export { copyBlobs, type CopyBlobsResult } from './blobs/copy.js';
export { sweepBlobs, type BlobNames, type SweepResult } from './blobs/sweep.js';
export { BlobSweeper } from './blobs/sweeper.js';
export * from './copy-events.js';
export { untilIdle, type IdleOptions } from './idle.js';
export { unelected, type Leadership } from './leadership.js';
export type { Log } from './log.js';
export type * from './pipeline/envelope.js';
export * from './pipeline/errors.js';
export type { RuleSource } from './pipeline/execution.js';
export { CommandPipeline, streamOf, type PipelineOptions } from './pipeline/pipeline.js';
export type { Sealing } from './pipeline/sealing.js';
export { Follower, TooManyParkedKeys } from './projection/follower.js';
export { HistoryFold, type StaleDocument } from './projection/history-fold.js';
export { listParked, retryParked, type RetryResult } from './projection/parked.js';
export { ProjectionRunner, type ProjectionRunnerOptions } from './projection/runner.js';
export * from './rebuild.js';
export { eventAt, recorded } from './recorded.js';
export { deadlines, type DueDoc } from './saga/deadlines.js';
export { Instances } from './saga/instances.js';
export { sagaReadModels } from './saga/read-models.js';
export type { DispatchPort } from './saga/dispatcher.js';
export { sagaEvents } from './saga/events.js';
export { instanceOf, type Instance } from './saga/instance.js';
export {
  idOf as sagaInstanceId,
  sagaInstances,
  type OpenCommandDoc,
  type SagaInstanceDoc,
} from './saga/instance-page.js';
export { storyOf, type StoryEntry } from './saga/story.js';
export { SagaRunner, type SagaRunnerOptions } from './saga/runner.js';
export { summaryOfSagas, untilNothingIsDue, type SagaSummary } from './saga/summary.js';
export { sagaWork, type SagaWorkDoc } from './saga/work.js';
export { systemEvents } from './system-events.js';
export { untilProjected, untilSettled, type Waited } from './waiting.js';
