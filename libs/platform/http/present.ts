import { Injectable } from '@nestjs/common';
import { PersonalData } from '#personal-data';
import { isForgotten, toText, type Currency, type Money, type MoneyText, type SealedValue } from '#kernel';

/** A document as the API shows it: money in major units, personal values opened, null once they are forgotten, and everything else as it is. */
export type Presented<T> = T extends Money
  ? MoneyText
  : T extends SealedValue<infer Content>
    ? Content | null
    : T extends string | number | boolean | null | undefined
      ? T
      : T extends readonly (infer Item)[]
        ? readonly Presented<Item>[]
        : { readonly [K in keyof T]: Presented<T[K]> };

/** Shows documents to those who may see them: whether somebody may is for the caller to have looked at. */
@Injectable()
export class Presenter {
  constructor(private readonly personalData: PersonalData) {}

  /** @throws KeyStoreUnusable */
  async present<T>(value: T): Promise<Presented<T>> {
    return presented(await this.personalData.open(value)) as Presented<T>; // by the same cases as the type
  }
}

function presented(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(presented);
  if (isMoney(value)) return toText(value);
  if (isForgotten(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, presented(member)]));
}

const isMoney = (value: object): value is { readonly minor: bigint; readonly currency: Currency } =>
  'minor' in value && typeof value.minor === 'bigint';
