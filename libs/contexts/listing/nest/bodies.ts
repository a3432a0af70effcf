import { IntegerField, MoneyBody, ObjectField, TextField, toMoneyData } from '#platform';
import type { ListedProduct } from '../index.js';

export class ProductBody {
  @TextField({ description: 'What it is, in a few words.', example: 'Cotton shirt, white', maxLength: 200 })
  readonly title!: string;

  @TextField({ description: 'What buyers should know of it.', example: 'Combed cotton, 160 g/m².', maxLength: 4_000 })
  readonly description!: string;

  @ObjectField(MoneyBody, { description: 'Of one piece, in the currency of the supplier’s limit.' })
  readonly unitPrice!: MoneyBody;

  @IntegerField({ description: 'The fewest pieces that are sold at once.', minimum: 1, example: 100 })
  readonly minimumQuantity!: number;
}

/** The validated body as the domain's product. */
export const productOf = ({ title, description, unitPrice, minimumQuantity }: ProductBody): ListedProduct => ({
  title,
  description,
  unitPrice: toMoneyData(unitPrice),
  minimumQuantity,
});
