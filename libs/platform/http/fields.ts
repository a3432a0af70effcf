import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
  type ValidationArguments,
} from 'class-validator';

/** Fields of request bodies: each decorator says at once what is accepted and what the API reference tells of it. */

interface Common {
  readonly description: string;
  readonly example?: unknown;
  /** May be left out. */
  readonly optional?: boolean;
}

interface TextOptions extends Common {
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  /** Throws a RangeError for text that is no such thing: a day that does not exist, an amount with too many decimals. */
  readonly parse?: (text: string, body: object) => unknown;
  /** What the text must be, for the message when it is not. */
  readonly form?: string;
  readonly format?: string;
}

const MAX_TEXT = 1_000;
/** Half a surrogate pair has no form in UTF-8, so it could not be stored as it was sent. */
const WELL_FORMED = /^\P{Surrogate}*$/su;

export function TextField(options: TextOptions): PropertyDecorator {
  const { maxLength = MAX_TEXT, pattern, parse, form = 'of the documented form', format, ...common } = options;
  const documented: ApiPropertyOptions = {
    type: 'string',
    minLength: 1,
    maxLength,
    ...(pattern && { pattern: pattern.source }),
    ...(format && { format }),
  };
  const rules = [
    IsString(),
    Length(1, maxLength),
    Matches(WELL_FORMED, { message: 'must not hold half a surrogate pair' }),
  ];
  if (pattern) rules.push(Matches(pattern, { message: `must be ${form}` }));
  if (parse) rules.push(isParsedBy(parse, form));
  return field(common, documented, ...rules);
}

function isParsedBy(parse: (text: string, body: object) => unknown, form: string): PropertyDecorator {
  const validate = (text: unknown, context?: ValidationArguments): boolean => {
    try {
      parse(String(text), context?.object ?? {});
      return true;
    } catch {
      return false;
    }
  };
  return ValidateBy({ name: 'isParsed', validator: { validate, defaultMessage: () => `must be ${form}` } });
}

export const ChoiceField = (choices: readonly string[], common: Common): PropertyDecorator =>
  field(
    common,
    { type: 'string', enum: [...choices] },
    IsIn(choices, { message: `must be one of ${choices.join(', ')}` }),
  );

/** Some of the choices, each once. */
export const ChoiceListField = (
  choices: readonly string[],
  { minItems = 0, ...common }: Common & { minItems?: number },
): PropertyDecorator =>
  field(
    common,
    { type: 'array', items: { type: 'string', enum: [...choices] }, minItems, uniqueItems: true },
    IsArray(),
    ArrayMinSize(minItems),
    ArrayUnique({ message: 'must name each choice once' }),
    IsIn(choices, { each: true, message: `each must be one of ${choices.join(', ')}` }),
  );

export const FlagField = (common: Common): PropertyDecorator => field(common, { type: 'boolean' }, IsBoolean());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id of a thing, in lower case as all ids are. */
export const IdField = (common: Common): PropertyDecorator =>
  TextField({ ...common, format: 'uuid', maxLength: 36, pattern: UUID, form: 'an id: a UUID in lower case' });

/** Ids of things, each once. */
export const IdListField = ({
  minItems = 0,
  maxItems,
  ...common
}: Common & { minItems?: number; maxItems: number }): PropertyDecorator =>
  field(
    common,
    { type: 'array', items: { type: 'string', format: 'uuid', pattern: UUID.source }, minItems, maxItems },
    IsArray(),
    ArrayMinSize(minItems),
    ArrayMaxSize(maxItems),
    ArrayUnique({ message: 'must name each once' }),
    Matches(UUID, { each: true, message: 'each must be an id: a UUID in lower case' }),
  );

const MAX_INTEGER = 2_147_483_647;

export const IntegerField = ({
  minimum,
  maximum = MAX_INTEGER,
  ...common
}: Common & { minimum: number; maximum?: number }): PropertyDecorator =>
  field(common, { type: 'integer', minimum, maximum }, IsInt(), Min(minimum), Max(maximum));

/** A whole number in the query of a path, where everything is text. */
export const IntegerParameter = (options: Parameters<typeof IntegerField>[0]): PropertyDecorator =>
  applyDecorators(
    Type(() => Number),
    IntegerField(options),
  );

export const ObjectField = (type: new () => object, common: Common): PropertyDecorator =>
  field(
    common,
    { type },
    IsObject(),
    ValidateNested(),
    Type(() => type),
  );

export function ListField(
  type: new () => object,
  { minItems = 0, maxItems, ...common }: Common & { minItems?: number; maxItems: number },
): PropertyDecorator {
  const rules = [
    IsArray(),
    ArrayMinSize(minItems),
    ArrayMaxSize(maxItems),
    IsObject({ each: true }), // a list in the list would be validated as if it were flat
    ValidateNested({ each: true }),
    Type(() => type),
  ];
  return field(common, { type, isArray: true, minItems, maxItems }, ...rules);
}

/** A missing field gets the one message that it is missing, beside those about its form. */
function field(
  { optional = false, ...told }: Common,
  documented: ApiPropertyOptions,
  ...rules: PropertyDecorator[]
): PropertyDecorator {
  // `IsOptional` would let null pass, which no command knows.
  const presence = optional ? ValidateIf((_, value) => value !== undefined) : IsDefined({ message: 'is missing' });
  return applyDecorators(
    ApiProperty({ ...told, ...documented, required: !optional } as ApiPropertyOptions), // no field is given as `type: 'object'`
    presence,
    ...rules,
  );
}

/** An organisation's id, as tokens carry it. */
export const OrganisationField = (common: Common): PropertyDecorator =>
  TextField({
    ...common,
    maxLength: 63,
    pattern: /^[a-z0-9][a-z0-9-]{0,62}$/,
    form: '1 to 63 lower-case letters, digits and dashes, the first no dash',
  });
