import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { OrganisationId } from '#kernel';
import { PersonalData } from '#personal-data';
import { Operation, OrganisationIdPipe, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { ForgetDataSubjectBody } from './bodies.js';
import { ForgetDataSubjectCommand } from './commands.js';

@ApiTags('data subjects')
@Controller('v1/data-subjects/:id/erasures')
export class DataSubjectController {
  constructor(
    private readonly writes: WriteSide,
    private readonly personalData: PersonalData,
  ) {}

  @Post()
  @ApiParam({ name: 'id', description: 'Of the organisation.', schema: { type: 'string' } })
  @Operation('forget-data-subject', {
    summary: 'Destroy the key of an organisation’s personal fields: nobody can read them again, wherever they stand.',
  })
  async forget(
    @Param('id', OrganisationIdPipe) subjectId: OrganisationId,
    @Body() { reason }: ForgetDataSubjectBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'forget-data-subject', subjectId, reason } as const;
    const answer = await this.writes.send(new ForgetDataSubjectCommand(subjectId, command, write.envelope()));
    // The fact first: whoever got no answer sends the same request again, and the key is destroyed at the latest then.
    await this.personalData.forget(subjectId);
    return answer;
  }
}
