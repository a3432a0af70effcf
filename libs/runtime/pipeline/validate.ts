import { Ajv, type ValidateFunction } from 'ajv';
import type { Catalogue, DomainEvent, EventDefinition } from '#kernel';
import { InvalidEvent } from './errors.js';

const ajv = new Ajv({ allErrors: false, strict: true, validateSchema: false });
ajv.addKeyword('personal'); // says whose key seals a field; any value has the right to be personal

/** Schemas are values that never change: each is compiled once per process, when its first event is met. */
const compiled = new WeakMap<EventDefinition, ValidateFunction>();

/**
 * Checks events against the catalogue that declares them.
 *
 * @throws InvalidEvent when a type is not in the catalogue or its data has another shape.
 */
export function checkEvents(catalogue: Catalogue, events: readonly DomainEvent<string, object>[]): void {
  for (const { type, data } of events) {
    const definition = catalogue[type];
    if (definition === undefined) throw new InvalidEvent(`${type} is in no catalogue`);
    const validate = validatorFor(definition);
    if (!validate(data)) throw new InvalidEvent(`${type}: ${ajv.errorsText(validate.errors)}`);
  }
}

function validatorFor(definition: EventDefinition): ValidateFunction {
  const known = compiled.get(definition);
  if (known !== undefined) return known;
  const validate = ajv.compile(definition.schema.json);
  compiled.set(definition, validate);
  return validate;
}
