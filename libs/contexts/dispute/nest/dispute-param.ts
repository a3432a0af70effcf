import { ApiParam } from '@nestjs/swagger';

export const DisputeParam = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'Of the dispute: `<order>-<number>`.', schema: { type: 'string' } });
