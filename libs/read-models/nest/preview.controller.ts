import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { fromText, isLess, isPositive, type OrganisationId } from '#kernel';
import { TRANSFER_TERMS, transferTerms } from '#contexts/transfer-terms';
import { badRequest, Engine, notFound, Operation, Presenter, Problem, SupplierIdPipe } from '#platform';
import { CURRENT, rulesFor } from '#rules';
import { previewCover, previewMethods } from '../preview/index.js';
import { supplierDirectory, type SupplierDoc } from '../supplier-directory/index.js';
import { PreviewAnswer, PreviewQuery } from './preview.answer.js';

/** Before there is an order: what would be covered, what each way to pay costs, and when money would arrive. */
@ApiTags('suppliers')
@Controller('v1/suppliers/:id/previews')
export class PreviewController {
  constructor(
    private readonly engine: Engine,
    private readonly presenter: Presenter,
  ) {}

  @Get()
  @ApiParam({ name: 'id', description: 'Of the supplier.', schema: { type: 'string' } })
  @Operation('preview-cover', {
    summary:
      'What an order with this supplier would have covered under either coverage type, and what paying it takes.',
    answer: PreviewAnswer,
    problems: {
      400: 'The amounts are out of form, or do not go together.',
      404: 'There is no such supplier.',
      409: 'His limit is in another currency.',
    },
  })
  async preview(
    @Param('id', SupplierIdPipe) supplierId: OrganisationId,
    @Query() { total: all, initialPayment: first, currency, country }: PreviewQuery,
  ): Promise<PreviewAnswer> {
    const total = fromText({ amount: all, currency });
    const initialPayment = fromText({ amount: first, currency });
    if (!isPositive(initialPayment) || isLess(total, initialPayment))
      throw badRequest('invalid-request', 'The request is not as it should be.', {
        field: 'initialPayment',
        message: 'must be more than nothing and at most the total',
      });
    const { readStore, pipeline, clock } = this.engine;
    const supplier = (await (await readStore.live<SupplierDoc>(supplierDirectory)).get(supplierId))?.doc ?? null;
    if (supplier === null) throw notFound('unknown-supplier', 'There is no such supplier.');
    const { remaining } = supplier;
    if (remaining.currency !== currency)
      throw new Problem({
        ...{ status: 409, code: 'currency-mismatch', detail: 'The supplier’s limit is in another currency.' },
        facts: { expected: remaining.currency, stated: currency },
      });
    const rules = rulesFor(CURRENT);
    const plan = { total, initialPayment, remaining, country: country ?? null };
    const at = clock.now();
    const { state: known } = await pipeline.load(transferTerms, TRANSFER_TERMS);
    const told = { supplierId, remaining, platformFee: rules.payment.platformFee, ruleSet: rules.version, at };
    return this.presenter.present({
      ...told,
      cover: previewCover(plan),
      methods: previewMethods(plan, rules, known, at),
    });
  }
}
