import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { documentId, inspectionId as toInspectionId, localDate, type InspectionId, type OrderId } from '#kernel';
import { InspectionIdPipe, Operation, OrderIdPipe, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { InspectionBody, ReportBody, ScheduleBody } from './bodies.js';
import {
  CancelInspectionCommand,
  OrderInspectionCommand,
  RecordInspectionCommand,
  ReportInspectionCommand,
  ScheduleInspectionCommand,
} from './commands.js';

const InspectionParam = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Of the inspection.', schema: { type: 'string', format: 'uuid' } });

/** A third party looks at the goods before they leave [seed]. */
@ApiTags('quality')
@Controller('v1')
export class InspectionController {
  constructor(private readonly writes: WriteSide) {}

  @Post('orders/:id/inspections')
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('order-inspection', {
    summary: 'Order, as the buyer, an inspection of the goods before they leave, at his own cost.',
    creates: true,
  })
  order(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { partner, place }: InspectionBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const inspectionId = toInspectionId(write.idOfNew('inspection'));
    const command = { type: 'order-inspection', inspectionId, orderId, partner, place } as const;
    const order = new OrderInspectionCommand(inspectionId, command, write.envelope({ creates: true }));
    return this.writes.create(order, `/v1/orders/${orderId}/checks`, reply);
  }

  @Post('inspections/:id/schedules')
  @InspectionParam()
  @Operation('schedule-inspection', { summary: 'Say, for the partner, on which day the inspector comes.' })
  schedule(
    @Param('id', InspectionIdPipe) inspectionId: InspectionId,
    @Body() { on }: ScheduleBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'schedule-inspection', inspectionId, on: localDate(on) } as const;
    return this.writes.send(new ScheduleInspectionCommand(inspectionId, command, write.envelope()));
  }

  @Post('inspections/:id/visits')
  @InspectionParam()
  @Operation('record-inspection', { summary: 'Say, for the partner, that the inspector was there.' })
  visit(@Param('id', InspectionIdPipe) inspectionId: InspectionId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'record-inspection', inspectionId } as const;
    return this.writes.send(new RecordInspectionCommand(inspectionId, command, write.envelope()));
  }

  @Post('inspections/:id/reports')
  @InspectionParam()
  @Operation('report-inspection', { summary: 'Say, for the partner, what the inspector found.' })
  report(
    @Param('id', InspectionIdPipe) inspectionId: InspectionId,
    @Body() { result, report }: ReportBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'report-inspection', inspectionId, result, report: documentId(report) } as const;
    return this.writes.send(new ReportInspectionCommand(inspectionId, command, write.envelope()));
  }

  @Post('inspections/:id/cancellations')
  @InspectionParam()
  @Operation('cancel-inspection', { summary: 'Call the inspection off, as the buyer, before the inspector was there.' })
  cancel(
    @Param('id', InspectionIdPipe) inspectionId: InspectionId,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'cancel-inspection', inspectionId } as const;
    return this.writes.send(new CancelInspectionCommand(inspectionId, command, write.envelope()));
  }
}
