import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isPositive, type Actor, type ListingId, type OrganisationId } from '#kernel';
import {
  Asked,
  type Asking,
  type CatchingUp,
  Engine,
  Freshness,
  FreshnessQuery,
  ListingIdPipe,
  notFound,
  Operation,
  PageQuery,
  Pages,
  Presenter,
  SupplierIdPipe,
} from '#platform';
import { askedFor, products, type ProductDoc } from '../products/index.js';
import { supplierDirectory, type SupplierDoc } from '../supplier-directory/index.js';
import { ProductAnswer, ProductQuery, ProductsAnswer, SupplierSiteAnswer } from './product.answer.js';
import { Shop } from './shop.js';
import { supplierView } from './supplier.answer.js';

const OUT_OF_FORM = { 400: 'The page or the position is out of form.' };

/** What buyers look through. */
@ApiTags('products')
@Controller('v1')
export class ProductController {
  constructor(
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly presenter: Presenter,
    private readonly shop: Shop,
    private readonly pages: Pages,
  ) {}

  @Get('products')
  @Operation('search-products', {
    summary: 'Products by their words, with what is left of the supplier’s Trade Assurance limit and his score.',
    answer: ProductsAnswer,
    problems: OUT_OF_FORM,
  })
  async search(
    @Query() query: ProductQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProductsAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(products, query, request, reply);
    if (behind !== undefined) return behind;
    const words = askedFor(query.q ?? '');
    const where = { status: { eq: 'published' }, ...(words.length > 0 && { terms: { hasAll: words } }) };
    const suits = query.tradeAssurance === 'true' ? isAssured : undefined;
    const { offers, next } = await this.shop.find(where, query, suits);
    return { products: await this.presenter.present(offers), next };
  }

  @Get('listings/:id')
  @ApiParam({ name: 'id', description: 'Of the listing.', schema: { type: 'string', format: 'uuid' } })
  @Operation('read-listing', {
    summary: 'One product; what is not published only for its supplier and the platform.',
    answer: ProductAnswer,
    versioned: true,
    problems: { 400: 'The position is out of form.', 404: 'There is no such listing, or not for this caller.' },
  })
  read(
    @Param('id', ListingIdPipe) id: ListingId,
    @Query() query: FreshnessQuery,
    @Asked() asked: Asking,
  ): Promise<string | CatchingUp | undefined> {
    const missing = () => notFound('unknown-listing', 'There is no such listing.');
    const shown = (doc: ProductDoc) => this.shop.offer(doc);
    return this.pages.one({ model: products, id, mayRead, missing, shown }, query, asked);
  }

  @Get('suppliers/:id/site')
  @ApiParam({ name: 'id', description: 'Of the supplier.', schema: { type: 'string' } })
  @Operation('read-supplier-site', {
    summary: 'A supplier’s own page: who he is, what is left of his limit, and what he offers.',
    answer: SupplierSiteAnswer,
    problems: { ...OUT_OF_FORM, 404: 'There is no such supplier.' },
  })
  async site(
    @Param('id', SupplierIdPipe) supplierId: OrganisationId,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SupplierSiteAnswer | CatchingUp> {
    const behind = await this.freshness.waitFor(products, query, request, reply);
    if (behind !== undefined) return behind;
    const stored = await (await this.engine.readStore.live<SupplierDoc>(supplierDirectory)).get(supplierId);
    if (!stored?.doc) throw notFound('unknown-supplier', 'There is no such supplier.');
    const where = { supplier: { eq: supplierId }, status: { eq: 'published' } };
    const { offers, next } = await this.shop.find(where, query);
    const supplier = supplierView(stored.doc);
    return { ...(await this.presenter.present({ supplier, products: offers })), next };
  }
}

/** Something of his limit is left for the next order, and it would be written with him. */
const isAssured = (supplier: SupplierDoc | undefined): boolean =>
  supplier !== undefined && !supplier.suspended && isPositive(supplier.remaining);

const mayRead = ({ status, supplier }: ProductDoc, { role, organisation }: Actor): boolean =>
  status === 'published' || (role === 'supplier' ? organisation === supplier : role !== 'buyer');
