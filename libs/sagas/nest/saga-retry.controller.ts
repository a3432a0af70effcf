import { Controller, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import {
  Engine,
  notFound,
  Operation,
  Positions,
  problemOfRefusal,
  Write,
  WriteRequest,
  type WriteAnswer,
} from '#platform';
import { instanceOf } from '#runtime';
import { sagas } from '../index.js';

@ApiTags('sagas')
@Controller('v1/sagas/:saga/instances/:instance/retries')
export class SagaRetryController {
  constructor(
    private readonly engine: Engine,
    private readonly positions: Positions,
  ) {}

  @Post()
  @ApiParam({ name: 'saga', description: 'Its name.', schema: { type: 'string' } })
  @ApiParam({ name: 'instance', description: 'What it is about.', schema: { type: 'string' } })
  @Operation('retry-saga', {
    summary: 'Let an instance take the inputs that it could not take before, until it is through or fails again.',
  })
  async retry(
    @Param('saga') name: string,
    @Param('instance') instance: string,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const { pipeline, sagaInstances } = this.engine;
    const saga = sagas.find((each) => each.name === name);
    const known = saga && (await pipeline.load(instanceOf(saga, instance), instance));
    if (saga === undefined || known === undefined || known.revision < 0)
      throw notFound('unknown-saga-instance', 'There is no such instance.');
    const { error } = await sagaInstances.retryParked(name, instance, write.commandId);
    if (error !== undefined) throw problemOfRefusal({ kind: 'refused', code: 'input-still-parked', facts: { error } });
    const { revision, position } = await pipeline.load(instanceOf(saga, instance), instance);
    return { id: instance, revision, position: this.positions.toText(position) };
  }
}
