import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { organisationId } from '#kernel';
import { Operation, toMoneyData, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { EnrolSupplierBody } from './bodies.js';
import { EnrolSupplierCommand } from './commands.js';

@ApiTags('suppliers')
@Controller('v1/suppliers')
export class SupplierController {
  constructor(private readonly writes: WriteSide) {}

  @Post()
  @Operation('enrol-supplier', { summary: 'Take a supplier into Trade Assurance.', creates: true })
  enrol(
    @Body() { supplierId, name, designatedAccount, limit }: EnrolSupplierBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const { bank, holder, number } = designatedAccount;
    const command = {
      type: 'enrol-supplier',
      supplierId: organisationId(supplierId),
      name,
      designatedAccount: { bank, holder, number },
      limit: toMoneyData(limit),
    } as const;
    const enrolment = new EnrolSupplierCommand(supplierId, command, write.envelope());
    return this.writes.create(enrolment, `/v1/suppliers/${supplierId}`, reply);
  }
}
