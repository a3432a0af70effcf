import { Ajv, type ValidateFunction } from 'ajv';
import type { Catalogue, DomainEvent } from '#kernel';
import { InvalidEvent } from './errors.js';

/** Checks events against the catalogue that declares them. Each schema is compiled once, when it is first met. */
export class EventValidator {
  readonly #ajv = new Ajv({ allErrors: false, strict: true, validateSchema: false });
  readonly #compiled = new Map<string, ValidateFunction>();

  /** @throws InvalidEvent when a type is not in the catalogue or its data has another shape. */
  check(catalogue: Catalogue, events: readonly DomainEvent<string, object>[]): void {
    for (const { type, data } of events) {
      const validate = this.#validatorFor(catalogue, type);
      if (!validate(data)) throw new InvalidEvent(`${type}: ${this.#ajv.errorsText(validate.errors)}`);
    }
  }

  #validatorFor(catalogue: Catalogue, type: string): ValidateFunction {
    const known = this.#compiled.get(type);
    if (known !== undefined) return known;
    const definition = catalogue[type];
    if (definition === undefined) throw new InvalidEvent(`${type} is in no catalogue`);
    const compiled = this.#ajv.compile(definition.schema.json);
    this.#compiled.set(type, compiled);
    return compiled;
  }
}
