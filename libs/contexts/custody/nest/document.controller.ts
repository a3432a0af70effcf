import { Readable } from 'node:stream';
import { applyDecorators, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isForgotten, organisationId, type DocumentId, type OrderId } from '#kernel';
import {
  callerOf,
  DocumentIdPipe,
  Engine,
  Operation,
  OrderIdPipe,
  TakesUpload,
  Write,
  WriteRequest,
  type WriteAnswer,
} from '#platform';
import { Access } from './access.js';
import { DocumentAnswer, EarlyUploadQuery, UploadQuery } from './bodies.js';
import { asAttachment } from './file-name.js';
import { MEDIA_TYPES } from './media-type.js';
import { Uploads } from './uploads.js';

const UPLOAD_PROBLEMS = {
  413: 'The document is larger than this server takes.',
  415: 'Not a type of document that is taken.',
  422: 'The content is not of the declared type, or the Idempotency-Key was used for another request.',
};

const Upload = (): MethodDecorator =>
  applyDecorators(
    TakesUpload(),
    ApiConsumes(...MEDIA_TYPES),
    ApiBody({ description: 'The content itself.', schema: { type: 'string', format: 'binary' } }),
    ApiHeader({
      name: 'File-Name',
      required: true,
      description: 'What the file is called, percent-encoded as in an address.',
      schema: { type: 'string', minLength: 1, maxLength: 1_000 },
    }),
  );

const DocumentParam = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Of the document.', schema: { type: 'string', format: 'uuid' } });

/** Contracts, evidence, papers and pictures, in and out. */
@ApiTags('documents')
@Controller('v1')
export class DocumentController {
  constructor(
    private readonly uploads: Uploads,
    private readonly access: Access,
    private readonly engine: Engine,
  ) {}

  @Post('orders/:id/documents')
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Upload()
  @Operation('store-document', {
    summary: 'Take a document of an order into custody; the body is its content.',
    creates: true,
    problems: UPLOAD_PROBLEMS,
  })
  store(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Query() { purpose }: UploadQuery,
    @Write() write: WriteRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    return this.uploads.take({ about: { orderId }, purpose }, write, request, reply);
  }

  @Post('documents')
  @Upload()
  @Operation('store-early-document', {
    summary: 'Take a document of two who have no order yet into custody, such as the contract of one to be written.',
    creates: true,
    problems: UPLOAD_PROBLEMS,
  })
  storeEarly(
    @Query() { purpose, buyer, supplier }: EarlyUploadQuery,
    @Write() write: WriteRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const about = { buyer: organisationId(buyer), supplier: organisationId(supplier) };
    return this.uploads.take({ about, purpose }, write, request, reply);
  }

  @Get('documents/:id')
  @DocumentParam()
  @Operation('view-document', {
    summary: 'What is known of a document. The look is recorded first.',
    answer: DocumentAnswer,
    problems: { 404: 'There is no such document, or not for this caller.' },
  })
  async view(
    @Param('id', DocumentIdPipe) documentId: DocumentId,
    @Req() request: FastifyRequest,
  ): Promise<DocumentAnswer> {
    const { uploader: _, fileName, ...document } = await this.access.open(documentId, 'view', callerOf(request).actor);
    return { ...document, fileName: isForgotten(fileName) ? null : fileName };
  }

  @Get('documents/:id/content')
  @DocumentParam()
  @ApiProduces(...MEDIA_TYPES)
  @Operation('download-document', {
    summary: 'The content of a document. The download is recorded before its first byte.',
    problems: { 404: 'There is no such document, or not for this caller.' },
  })
  async download(
    @Param('id', DocumentIdPipe) documentId: DocumentId,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const document = await this.access.open(documentId, 'download', callerOf(request).actor);
    const etag = `"${document.sha256}"`;
    void reply.headers({ etag, 'cache-control': 'private, no-cache', vary: 'authorization' });
    if (request.headers['if-none-match'] === etag) {
      await reply.status(304).send();
      return;
    }
    const pieces = this.engine.blobStore.read(document.sha256)[Symbol.asyncIterator]();
    const first = await pieces.next(); // what fails before the first byte is answered as every failure
    const content = { [Symbol.asyncIterator]: () => resumed(first, pieces) };
    void reply.headers({
      'content-type': document.mediaType,
      'content-length': document.size,
      'content-disposition': asAttachment(document.fileName),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    await reply.send(Readable.from(content, { objectMode: false }));
  }
}

async function* resumed<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T, void> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.(); // who stops early lets go of the content
  }
}
