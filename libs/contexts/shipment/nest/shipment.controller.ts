import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { documentId, localDate, shipmentId as toShipmentId, type OrderId, type ShipmentId } from '#kernel';
import { Operation, OrderIdPipe, ShipmentIdPipe, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import {
  ClearanceBody,
  ContestBody,
  ContestSettlementBody,
  DispatchBody,
  PlanBody,
  PlannedDispatchBody,
  type BatchLineBody,
} from './bodies.js';
import {
  ContestClearanceCommand,
  DispatchPlannedShipmentCommand,
  DispatchShipmentCommand,
  PlanShipmentCommand,
  RecordCustomsClearanceCommand,
  RecordShipmentDeliveryCommand,
  SettleClearanceCommand,
  WithdrawShipmentPlanCommand,
} from './commands.js';

const OrderParam = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } });
const ShipmentParam = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Of the shipment.', schema: { type: 'string', format: 'uuid' } });

const batchOf = (lines: readonly BatchLineBody[]): readonly BatchLineBody[] =>
  lines.map(({ line, quantity }) => ({ line, quantity }));

/** One batch of an order, from the plan to the door. */
@ApiTags('shipments')
@Controller('v1')
export class ShipmentController {
  constructor(private readonly writes: WriteSide) {}

  @Post('orders/:id/shipment-plans')
  @OrderParam()
  @Operation('plan-shipment', { summary: 'Say, as the supplier, what will be in a batch.', creates: true })
  plan(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { lines, readyOn }: PlanBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const shipmentId = toShipmentId(write.idOfNew('shipment'));
    const ready = readyOn === undefined ? null : localDate(readyOn);
    const command = { type: 'plan-shipment', shipmentId, orderId, lines: batchOf(lines), readyOn: ready } as const;
    const plan = new PlanShipmentCommand(shipmentId, command, write.envelope({ creates: true }));
    return this.writes.create(plan, `/v1/orders/${orderId}/status`, reply);
  }

  @Post('shipments/:id/withdrawals')
  @ShipmentParam()
  @Operation('withdraw-shipment-plan', { summary: 'Take back, as the supplier, what was planned.' })
  withdraw(@Param('id', ShipmentIdPipe) shipmentId: ShipmentId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'withdraw-shipment-plan', shipmentId } as const;
    return this.writes.send(new WithdrawShipmentPlanCommand(shipmentId, command, write.envelope()));
  }

  @Post('orders/:id/shipments')
  @OrderParam()
  @Operation('dispatch-shipment', {
    summary: 'Say, as the supplier, that a batch was handed to a carrier.',
    creates: true,
  })
  dispatch(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { lines, carrier, trackingNumber, documents }: DispatchBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const shipmentId = toShipmentId(write.idOfNew('shipment'));
    const batch = { shipmentId, orderId, lines: batchOf(lines), carrier, trackingNumber };
    const papers = documents === undefined ? {} : { documents: documents.map(documentId) };
    const command = { type: 'dispatch-shipment', ...batch, ...papers } as const;
    const dispatch = new DispatchShipmentCommand(shipmentId, command, write.envelope({ creates: true }));
    return this.writes.create(dispatch, `/v1/orders/${orderId}/status`, reply);
  }

  @Post('shipments/:id/dispatches')
  @ShipmentParam()
  @Operation('dispatch-planned-shipment', {
    summary: 'Say, as the supplier, that the planned batch was handed to a carrier.',
  })
  dispatchPlanned(
    @Param('id', ShipmentIdPipe) shipmentId: ShipmentId,
    @Body() { carrier, trackingNumber, documents = [] }: PlannedDispatchBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const papers = documents.map(documentId);
    const command = {
      type: 'dispatch-planned-shipment',
      shipmentId,
      carrier,
      trackingNumber,
      documents: papers,
    } as const;
    return this.writes.send(new DispatchPlannedShipmentCommand(shipmentId, command, write.envelope()));
  }

  @Post('shipments/:id/customs-clearances')
  @ShipmentParam()
  @Operation('record-customs-clearance', {
    summary: 'Say that the batch has cleared customs: 15 days later its window for claims closes.',
  })
  clear(
    @Param('id', ShipmentIdPipe) shipmentId: ShipmentId,
    @Body() { document }: ClearanceBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const paper = document === undefined ? null : documentId(document);
    const command = { type: 'record-customs-clearance', shipmentId, document: paper } as const;
    return this.writes.send(new RecordCustomsClearanceCommand(shipmentId, command, write.envelope()));
  }

  @Post('shipments/:id/clearance-contests')
  @ShipmentParam()
  @Operation('contest-clearance', { summary: 'Say, as the buyer, that the supplier’s clearance is not true.' })
  contest(
    @Param('id', ShipmentIdPipe) shipmentId: ShipmentId,
    @Body() { reason }: ContestBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'contest-clearance', shipmentId, reason } as const;
    return this.writes.send(new ContestClearanceCommand(shipmentId, command, write.envelope()));
  }

  @Post('shipments/:id/clearance-contests/settlements')
  @ShipmentParam()
  @Operation('settle-clearance', { summary: 'Say, as an operator, whether the contested clearance was true.' })
  settle(
    @Param('id', ShipmentIdPipe) shipmentId: ShipmentId,
    @Body() { upheld }: ContestSettlementBody,
    @Write() write: WriteRequest,
  ): Promise<WriteAnswer> {
    const command = { type: 'settle-clearance', shipmentId, upheld } as const;
    return this.writes.send(new SettleClearanceCommand(shipmentId, command, write.envelope()));
  }

  @Post('shipments/:id/deliveries')
  @ShipmentParam()
  @Operation('record-shipment-delivery', { summary: 'Say that the batch has reached the buyer.' })
  deliver(@Param('id', ShipmentIdPipe) shipmentId: ShipmentId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'record-shipment-delivery', shipmentId } as const;
    return this.writes.send(new RecordShipmentDeliveryCommand(shipmentId, command, write.envelope()));
  }
}
