import { Injectable } from '@nestjs/common';
import type { OrganisationId } from '#kernel';
import { Engine, pageFrom, pageOf, type PageQuery } from '#platform';
import type { Query } from '#read-store';
import { products, type ProductDoc } from '../products/index.js';
import { scoreOf, supplierDirectory, type SupplierDoc } from '../supplier-directory/index.js';

/** A product with what its supplier's own document says. */
export interface Offer extends Omit<ProductDoc, 'supplier' | 'terms'> {
  readonly supplier: Seller | null;
}
type Seller = Pick<SupplierDoc, 'supplierId' | 'name' | 'remaining'> & {
  readonly feedback: { readonly ratings: number; readonly score: string | null };
};

export interface Offers {
  readonly offers: readonly Offer[];
  readonly next: string | null;
}

type Where = NonNullable<Query['where']>;
type Suits = (supplier: SupplierDoc | undefined) => boolean;

/** So many pages are looked through for one that suits, before the caller has to ask on. */
const MAX_PAGES = 10;

/** Joins what is offered with who offers it, at reading. */
@Injectable()
export class Shop {
  constructor(private readonly engine: Engine) {}

  /** The newest first. @param suits leaves out what is not to be shown: a page may be short by that, but is empty only at the end. */
  async find(where: Where, page: PageQuery, suits: Suits = () => true): Promise<Offers> {
    const live = await this.engine.readStore.live<ProductDoc>(products);
    const query: Query = { where, sort: [{ field: 'updatedAt', direction: 'desc' }], ...pageOf(page) };
    for (let pages = 1, at = query; ; pages++) {
      const { documents, next } = await pageFrom(() => live.find(at));
      const found = documents.map(({ doc }) => doc);
      const suppliers = await this.#suppliersOf(found);
      const offers = found
        .filter(({ supplier }) => suits(suppliers.get(supplier)))
        .map((doc) => offerOf(doc, suppliers.get(doc.supplier)));
      if (next === undefined || offers.length > 0 || pages >= MAX_PAGES) return { offers, next: next ?? null };
      at = { ...query, cursor: next };
    }
  }

  async offer(doc: ProductDoc): Promise<Offer> {
    return offerOf(doc, (await this.#suppliersOf([doc])).get(doc.supplier));
  }

  async #suppliersOf(found: readonly ProductDoc[]): Promise<ReadonlyMap<OrganisationId, SupplierDoc>> {
    const live = await this.engine.readStore.live<SupplierDoc>(supplierDirectory);
    const stored = await live.getMany([...new Set(found.map(({ supplier }) => supplier))]);
    return new Map(stored.flatMap((each) => (each?.doc ? [[each.doc.supplierId, each.doc] as const] : [])));
  }
}

function offerOf({ supplier: _id, terms: _terms, ...product }: ProductDoc, seller: SupplierDoc | undefined): Offer {
  if (seller === undefined) return { ...product, supplier: null };
  const { supplierId, name, remaining, feedback } = seller;
  const said = { ratings: feedback.ratings, score: scoreOf(feedback) };
  return { ...product, supplier: { supplierId, name, remaining, feedback: said } };
}
