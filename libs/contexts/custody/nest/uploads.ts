import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BlobTooLarge, type StoredBlob } from '#blob-store';
import { documentId as toDocumentId } from '#kernel';
import {
  Engine,
  problemOfRefusal,
  tooLarge,
  uploadIn,
  WriteSide,
  type WriteAnswer,
  type WriteRequest,
} from '#platform';
import { notHisToStore, type StoreDocument } from '../index.js';
import { StoreDocumentCommand } from './commands.js';
import { documentedOrder } from './facts.js';
import { fileNameIn } from './file-name.js';
import { HEAD_BYTES, mediaTypeOf } from './media-type.js';

/** Takes documents in: the content first, then the fact. Who is cut off between the two leaves an orphan, which is swept. */
@Injectable()
export class Uploads {
  constructor(
    private readonly engine: Engine,
    private readonly writes: WriteSide,
  ) {}

  /** @throws Problem, before the first byte is taken where that can be told. */
  async take(
    { about, purpose }: Pick<StoreDocument, 'about' | 'purpose'>,
    write: WriteRequest,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const fileName = fileNameIn(request);
    const facts = await documentedOrder(this.engine.pipeline, { about });
    const refusal = notHisToStore(about, facts?.order ?? null, write.actor);
    if (refusal !== undefined) throw problemOfRefusal(refusal);
    const { blob, mediaType } = await this.#keep(request);
    const documentId = toDocumentId(write.idOfNew('document'));
    const command: StoreDocument = { type: 'store-document', documentId, about, purpose, ...blob, mediaType, fileName };
    const store = new StoreDocumentCommand(documentId, command, write.envelope({ creates: true }));
    return this.writes.create(store, `/v1/documents/${documentId}`, reply);
  }

  async #keep(request: FastifyRequest): Promise<{ readonly blob: StoredBlob; readonly mediaType: string }> {
    const { blobStore, maxDocumentBytes } = this.engine;
    const { declaredType, head, content } = await uploadIn(request, maxDocumentBytes, HEAD_BYTES);
    const mediaType = await mediaTypeOf(declaredType, head);
    try {
      return { blob: await blobStore.put(content, maxDocumentBytes), mediaType };
    } catch (error) {
      throw error instanceof BlobTooLarge ? tooLarge(error.maxBytes) : error;
    }
  }
}
