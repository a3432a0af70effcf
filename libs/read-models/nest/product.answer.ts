import { ApiProperty } from '@nestjs/swagger';
import type { Instant, ListingId, OrganisationId } from '#kernel';
import { ChoiceField, MoneyBody, PageAnswer, PageQuery, TextField, type Presented } from '#platform';
import type { ProductDoc } from '../products/index.js';
import { SupplierAnswer, SupplierFeedbackAnswer } from './supplier.answer.js';

export class ProductQuery extends PageQuery {
  @TextField({
    description: 'Words, or how they begin; a product has to have them all. Everything without any.',
    optional: true,
    maxLength: 200,
    example: 'cotton shi',
  })
  readonly q?: string;

  @ChoiceField(['true', 'false'], {
    description:
      'Only from suppliers of whose Trade Assurance limit something is left. A page may then show fewer than was asked for, and there may be more behind `next`.',
    optional: true,
  })
  readonly tradeAssurance?: 'true' | 'false';
}

/** What a product says of who sells it. */
class SellerAnswer {
  @ApiProperty({ type: 'string' })
  readonly supplierId!: OrganisationId;

  @ApiProperty({ type: 'string', nullable: true })
  readonly name!: string | null;

  @ApiProperty({ type: MoneyBody, description: 'What is left of his Trade Assurance limit.' })
  readonly remaining!: MoneyBody;

  @ApiProperty({ type: SupplierFeedbackAnswer, description: 'What buyers say of him.' })
  readonly feedback!: SupplierFeedbackAnswer;
}

export class ProductAnswer implements Omit<Presented<ProductDoc>, 'supplier' | 'terms'> {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly listingId!: ListingId;

  @ApiProperty({ type: SellerAnswer, nullable: true, description: 'Null for a moment, until his enrolment is seen.' })
  readonly supplier!: SellerAnswer | null;

  @ApiProperty({ type: 'string', enum: ['drafted', 'published', 'withdrawn'] })
  readonly status!: 'drafted' | 'published' | 'withdrawn';

  @ApiProperty({ type: 'string' })
  readonly title!: string;

  @ApiProperty({ type: 'string' })
  readonly description!: string;

  @ApiProperty({ type: MoneyBody, description: 'Of one piece.' })
  readonly unitPrice!: MoneyBody;

  @ApiProperty({ type: 'integer', description: 'The fewest pieces that are sold at once.' })
  readonly minimumQuantity!: number;

  @ApiProperty({ type: 'integer', description: 'Of the listing; `If-Match` of a write takes it.' })
  readonly revision!: number;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly updatedAt!: Instant;
}

export class ProductsAnswer extends PageAnswer {
  @ApiProperty({ type: ProductAnswer, isArray: true, description: 'The newest first.' })
  readonly products!: readonly ProductAnswer[];
}

/** A supplier's own page. */
export class SupplierSiteAnswer extends ProductsAnswer {
  @ApiProperty({ type: SupplierAnswer })
  readonly supplier!: SupplierAnswer;
}
