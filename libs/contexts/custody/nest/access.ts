import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor, DocumentId } from '#kernel';
import { PersonalData } from '#personal-data';
import { Engine, notFound, WriteSide } from '#platform';
import { streamOf } from '#runtime';
import { custody, type CustodyEvent, type Document, type RecordAccess } from '../index.js';
import { RecordAccessCommand } from './commands.js';

const STORED: CustodyEvent['type'] = 'custody.stored.v1';

/** Gives a document to who may see it, once it is recorded that he was about to. */
@Injectable()
export class Access {
  constructor(
    private readonly writes: WriteSide,
    private readonly engine: Engine,
    private readonly personalData: PersonalData,
  ) {}

  /** @throws Problem when he may not see it, and what recording throws: then nothing is shown. */
  async open(documentId: DocumentId, kind: RecordAccess['kind'], actor: Actor): Promise<Document> {
    const commandId = randomUUID(); // each look is one of its own
    const envelope = { commandId, correlationId: commandId, causationId: null, actor, occurredAt: null };
    await this.writes.send(new RecordAccessCommand(documentId, { type: 'record-access', documentId, kind }, envelope));
    return this.known(documentId);
  }

  /**
   * What is known of it, for who need not be recorded. From the stream itself: a state in memory may still know a name that
   * was forgotten.
   *
   * @throws Problem when there is none.
   */
  async known(documentId: DocumentId): Promise<Document> {
    const stream = streamOf(custody, documentId);
    for await (const [stored] of this.engine.eventStore.readStream(stream, { limit: 1 })) {
      if (stored?.type !== STORED) break;
      return (await this.personalData.open(stored.data)) as Document; // by the catalogue of the stream
    }
    throw notFound('unknown-document', 'There is no such document.');
  }
}
