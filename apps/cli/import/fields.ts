import { localDate, parseDecimal, type Decimal, type LocalDate } from '#kernel';
import type { BrokenRows, RowPlace } from './broken-rows.js';

/** The row cannot be imported; the message says why. */
class BrokenField extends Error {
  override readonly name = 'BrokenField';
}

/** The fields of one row, read as what they must be. What they are not is a reason to leave the row out. */
export class Fields {
  readonly place: RowPlace;
  readonly #row: Readonly<Record<string, string>>;

  private constructor(row: Readonly<Record<string, string>>, place: RowPlace) {
    this.#row = row;
    this.place = place;
  }

  /** @returns what `read` makes of the row, in a list of one; an empty list when it could not, which is then reported. */
  static read<T>(
    row: Readonly<Record<string, string>>,
    place: RowPlace,
    broken: BrokenRows,
    read: (fields: Fields) => T,
  ): readonly T[] {
    try {
      return [read(new Fields(row, place))];
    } catch (error) {
      if (!(error instanceof BrokenField)) throw error;
      broken.report(place, error.message);
      return [];
    }
  }

  fail(reason: string): never {
    throw new BrokenField(reason);
  }

  text(name: string): string {
    const text = this.#row[name] ?? '';
    return text === '' ? this.fail(`${name} is empty`) : text;
  }

  /** A whole number of 1 or more, exact: up to 2^53 − 1. */
  count(name: string): number {
    const text = this.text(name);
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    const valid = Number.isSafeInteger(value) && value >= 1;
    return valid ? value : this.fail(`${name} is "${text}", not a whole number of 1 or more`);
  }

  /** Zero or more, with as many decimals as stand there. */
  amount(name: string): Decimal {
    const text = this.text(name);
    const valid = /^\d*(\.\d+)?$/.test(text);
    return valid ? parseDecimal(text) : this.fail(`${name} is "${text}", not an amount of 0 or more`);
  }

  date(name: string): LocalDate {
    const text = this.text(name);
    try {
      return localDate(text);
    } catch {
      return this.fail(`${name} is "${text}", not a date (YYYY-MM-DD)`);
    }
  }

  oneOf<const V extends string>(name: string, values: readonly V[]): V {
    const text = this.text(name);
    return (
      values.find((value) => value === text) ?? this.fail(`${name} is "${text}", which is none of ${values.join(', ')}`)
    );
  }
}
