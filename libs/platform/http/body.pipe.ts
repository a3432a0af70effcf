import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { badRequest, type FieldError } from '../problem/problem.js';

/** Validates request bodies by the decorators of their classes; every field that is wrong is named, with one reason each. */
export const bodyPipe = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) =>
      badRequest(
        'invalid-request',
        'The request is not as it should be.',
        ...errors.flatMap((error) => fieldErrors(error)),
      ),
  });

function fieldErrors(
  { property, constraints = {}, children = [] }: ValidationError,
  parent = '',
): readonly FieldError[] {
  const field = parent === '' ? property : `${parent}.${property}`;
  const own = Object.values(constraints).map((message) => ({ field, message: withoutName(message, property) }));
  return [...own, ...children.flatMap((child) => fieldErrors(child, field))];
}

/** class-validator begins its messages with the field's name, which stands beside them already. */
const withoutName = (message: string, property: string): string =>
  message.replace(new RegExp(`^(each value in )?(nested )?(property )?${property} `), '');
