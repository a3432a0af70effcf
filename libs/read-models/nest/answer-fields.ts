import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';

/** Fields of answers, for the API reference; what they hold is checked against the documents by the compiler. */

export const Text = (told: ApiPropertyOptions = {}): PropertyDecorator => ApiProperty({ type: 'string', ...told });
export const Id = (description: string): PropertyDecorator => Text({ format: 'uuid', description });
export const Time = (description: string): PropertyDecorator => Text({ format: 'date-time', description });
export const TimeOrNull = (description: string): PropertyDecorator =>
  Text({ format: 'date-time', description, nullable: true });
export const Whole = (description: string): PropertyDecorator => ApiProperty({ type: 'integer', description });
export const Flag = (description: string): PropertyDecorator => ApiProperty({ type: 'boolean', description });
export const Part = (type: new () => object, description: string): PropertyDecorator =>
  ApiProperty({ type, description });
export const PartOrNull = (type: new () => object, description: string): PropertyDecorator =>
  ApiProperty({ type, description, nullable: true });
export const Parts = (type: new () => object, description: string): PropertyDecorator =>
  ApiProperty({ type, isArray: true, description });
