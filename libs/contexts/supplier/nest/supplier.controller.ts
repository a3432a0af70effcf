import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { organisationId, type OrganisationId } from '#kernel';
import { Operation, SupplierIdPipe, toMoneyData, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { DesignationBody, EnrolSupplierBody, ProfileBody, SuspensionBody } from './bodies.js';
import {
  ChangeProfileCommand,
  DesignateAccountCommand,
  EnrolSupplierCommand,
  ReinstateSupplierCommand,
  SuspendSupplierCommand,
} from './commands.js';

const SupplierParam = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Of the supplier.', schema: { type: 'string' } });

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

  @Post(':id/profiles')
  @SupplierParam()
  @Operation('change-profile', { summary: 'Change how buyers see the supplier.' })
  changeProfile(
    @Param('id', SupplierIdPipe) supplierId: OrganisationId,
    @Body() { name, about }: ProfileBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'change-profile', supplierId, name, about: about ?? null } as const;
    return this.writes.send(new ChangeProfileCommand(supplierId, command, write.envelope()));
  }

  @Post(':id/accounts')
  @SupplierParam()
  @Operation('designate-account', {
    summary: 'Designate another account: new instructions name it, and money sent to an earlier one still counts.',
  })
  designate(
    @Param('id', SupplierIdPipe) supplierId: OrganisationId,
    @Body() { designatedAccount: { bank, holder, number } }: DesignationBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'designate-account', supplierId, designatedAccount: { bank, holder, number } } as const;
    return this.writes.send(new DesignateAccountCommand(supplierId, command, write.envelope()));
  }

  @Post(':id/suspensions')
  @SupplierParam()
  @Operation('suspend-supplier', {
    summary: 'Let no new contract be written with the supplier; what is under way goes on.',
  })
  suspend(
    @Param('id', SupplierIdPipe) supplierId: OrganisationId,
    @Body() { reason }: SuspensionBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'suspend-supplier', supplierId, reason } as const;
    return this.writes.send(new SuspendSupplierCommand(supplierId, command, write.envelope()));
  }

  @Post(':id/reinstatements')
  @SupplierParam()
  @Operation('reinstate-supplier', { summary: 'Let contracts be written with the supplier again.' })
  reinstate(
    @Param('id', SupplierIdPipe) supplierId: OrganisationId,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'reinstate-supplier', supplierId } as const;
    return this.writes.send(new ReinstateSupplierCommand(supplierId, command, write.envelope()));
  }
}
