import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { hashOf } from '#audit';
import type { DocumentId } from '#kernel';
import { DocumentIdPipe, Engine, Operation } from '#platform';
import { recorded, streamOf } from '#runtime';
import { custody } from '../index.js';
import { Access } from './access.js';
import { ChainOfCustodyAnswer, ChainQuery } from './bodies.js';

const PAGE = 100;

/** Who has had a document in his hands, for the platform's people and its auditors. */
@ApiTags('documents')
@Controller('v1/documents/:id/custody')
export class ChainController {
  constructor(
    private readonly engine: Engine,
    private readonly access: Access,
  ) {}

  @Get()
  @ApiParam({ name: 'id', description: 'Of the document.', schema: { type: 'string', format: 'uuid' } })
  @Operation('read-chain-of-custody', {
    summary:
      'Everything that happened to a document: who stored it, who was shown it, and the hashes that bind that together.',
    answer: ChainOfCustodyAnswer,
    problems: { 400: 'The page is out of form.', 404: 'There is no such document.' },
  })
  async read(
    @Param('id', DocumentIdPipe) documentId: DocumentId,
    @Query() { from = 0, limit = PAGE }: ChainQuery,
  ): Promise<ChainOfCustodyAnswer> {
    const { sha256 } = await this.access.known(documentId);
    const entries: ChainOfCustodyAnswer['entries'][number][] = [];
    const stream = streamOf(custody, documentId);
    // One more than is shown tells whether there is a next page.
    for await (const batch of this.engine.eventStore.readStream(stream, { from, limit: limit + 1 }))
      for (const stored of batch) {
        const { data, metadata, revision } = recorded(stored);
        const { id, role, organisation } = metadata.actor;
        const act = 'kind' in data ? (data['kind'] as 'view' | 'download') : 'stored'; // by the catalogue of the stream
        const { recordedAt: at, previousHash } = metadata;
        entries.push({ number: revision, act, by: { id, role, organisation }, at, previousHash, hash: hashOf(stored) });
      }
    const next = entries.length > limit ? from + limit : null;
    return { documentId, sha256, entries: entries.slice(0, limit), next };
  }
}
