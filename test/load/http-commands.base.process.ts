import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfirmationBody, ContractBody } from '#contexts/ordering/nest';
import { bodyPipe, type WriteAnswer } from '#platform';
import type { Address } from './http-load.js';

const ANSWER: WriteAnswer = { id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', revision: 0, position: 'nowhere-0' };

/** The same routes with the same bodies, validated by the same pipe; nothing is done, and anyone may call. */
@Controller('v1/orders')
class EmptyController {
  @Post()
  draft(@Body() _body: ContractBody): WriteAnswer {
    return ANSWER;
  }

  @Post(':id/submissions')
  @HttpCode(200)
  submit(): WriteAnswer {
    return ANSWER;
  }

  @Post(':id/confirmations')
  @HttpCode(200)
  confirm(@Body() _body: ConfirmationBody): WriteAnswer {
    return ANSWER;
  }
}

@Module({ controllers: [EmptyController] })
class EmptyModule {}

const app = await NestFactory.create<NestFastifyApplication>(EmptyModule, new FastifyAdapter(), { logger: false });
app.useGlobalPipes(bodyPipe());
await app.listen(0, '127.0.0.1');
process.once('SIGTERM', () => void app.close());
console.log(JSON.stringify({ url: await app.getUrl(), token: 'none' } satisfies Address));
