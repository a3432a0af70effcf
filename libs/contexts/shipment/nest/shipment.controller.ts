import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { shipmentId as toShipmentId, type OrderId, type ShipmentId } from '#kernel';
import { Operation, OrderIdPipe, ShipmentIdPipe, Write, WriteRequest, WriteSide, type WriteAnswer } from '#platform';
import { DispatchBody } from './bodies.js';
import { DispatchShipmentCommand, RecordShipmentDeliveryCommand } from './commands.js';

@ApiTags('shipments')
@Controller('v1')
export class ShipmentController {
  constructor(private readonly writes: WriteSide) {}

  @Post('orders/:id/shipments')
  @ApiParam({ name: 'id', description: 'Of the order.', schema: { type: 'string', format: 'uuid' } })
  @Operation('dispatch-shipment', {
    summary: 'Say, as the supplier, that a batch was handed to a carrier.',
    creates: true,
  })
  dispatch(
    @Param('id', OrderIdPipe) orderId: OrderId,
    @Body() { lines, carrier, trackingNumber }: DispatchBody,
    @Write() write: WriteRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WriteAnswer> {
    const shipmentId = toShipmentId(write.idOfNew('shipment'));
    const batch = lines.map(({ line, quantity }) => ({ line, quantity }));
    const command = { type: 'dispatch-shipment', shipmentId, orderId, lines: batch, carrier, trackingNumber } as const;
    const dispatch = new DispatchShipmentCommand(shipmentId, command, write.envelope({ creates: true }));
    return this.writes.create(dispatch, `/v1/orders/${orderId}/status`, reply);
  }

  @Post('shipments/:id/deliveries')
  @ApiParam({ name: 'id', description: 'Of the shipment.', schema: { type: 'string', format: 'uuid' } })
  @Operation('record-shipment-delivery', { summary: 'Say that the batch has reached the buyer.' })
  deliver(@Param('id', ShipmentIdPipe) shipmentId: ShipmentId, @Write() write: WriteRequest): Promise<WriteAnswer> {
    const command = { type: 'record-shipment-delivery', shipmentId } as const;
    return this.writes.send(new RecordShipmentDeliveryCommand(shipmentId, command, write.envelope()));
  }
}
