import { ApiProperty } from '@nestjs/swagger';

class FieldErrorDocument {
  @ApiProperty({
    type: 'string',
    example: 'lines.0.quantity',
    description: 'The way to the field; a header or parameter by its name.',
  })
  readonly field!: string;

  @ApiProperty({ type: 'string', example: 'must not be less than 1' })
  readonly message!: string;
}

/** A problem document (RFC 9457), for the API reference. */
export class ProblemDocument {
  @ApiProperty({ type: 'string', format: 'uri', example: 'urn:trade-assurance:problem:invalid-request' })
  readonly type!: string;

  @ApiProperty({ type: 'string', example: 'Bad Request', description: 'The status in words.' })
  readonly title!: string;

  @ApiProperty({ type: 'integer', example: 400 })
  readonly status!: number;

  @ApiProperty({ type: 'string', example: 'invalid-request', description: 'Stable; what a program decides by.' })
  readonly code!: string;

  @ApiProperty({ type: 'string', example: 'The request is not as it should be.', description: 'For a person.' })
  readonly detail!: string;

  @ApiProperty({ type: FieldErrorDocument, isArray: true, required: false, description: 'The fields that are wrong.' })
  readonly errors?: readonly FieldErrorDocument[];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    selfRequired: false,
    description: 'What a refusal explains itself with.',
  })
  readonly facts?: object;
}
