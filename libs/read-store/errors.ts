/** The read store was built from another event store, or from a later state of it. */
export class ReadStoreMismatch extends Error {
  override readonly name = 'ReadStoreMismatch';
}

/** The query names a field that the read model does not declare. */
export class UndeclaredField extends Error {
  override readonly name = 'UndeclaredField';

  constructor(
    readonly field: string,
    model: string,
  ) {
    super(`${model} declares no field "${field}"`);
  }
}

/** The query is out of form: a limit, or a value of another type than its field declares. */
export class InvalidQuery extends Error {
  override readonly name = 'InvalidQuery';
}

/** The cursor was not made by this query. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** The document cannot be kept: its id or a value is out of form, or a declared field has another type. The same write never succeeds. */
export class InvalidDocument extends Error {
  override readonly name = 'InvalidDocument';

  constructor(
    readonly id: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`document ${JSON.stringify(id)}: ${reason}`, options);
  }
}

export class NoSuchGeneration extends Error {
  override readonly name = 'NoSuchGeneration';
}

/** A generation of this read model is already being built. */
export class GenerationExists extends Error {
  override readonly name = 'GenerationExists';
}

/** The generation has not digested as much as the live one, so that a swap would show readers the past. */
export class GenerationBehind extends Error {
  override readonly name = 'GenerationBehind';
}

/** What queries read is not dropped. */
export class GenerationIsLive extends Error {
  override readonly name = 'GenerationIsLive';
}

/** The store cannot be reached or is closed; nothing was written. */
export class ReadStoreUnavailable extends Error {
  override readonly name = 'ReadStoreUnavailable';
}
