import { ApiProperty } from '@nestjs/swagger';
import { InvalidCursor, type Page, type Query } from '#read-store';
import { badRequest } from '../problem/problem.js';
import { IntegerParameter, TextField } from './fields.js';
import { FreshnessQuery } from './freshness.query.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Which part of a list is asked for, and how fresh. */
export class PageQuery extends FreshnessQuery {
  @TextField({ description: '`next` of the page before.', optional: true, maxLength: 4_000 })
  readonly cursor?: string;

  @IntegerParameter({
    description: `The most to show; ${DEFAULT_LIMIT} if not said.`,
    minimum: 1,
    maximum: MAX_LIMIT,
    optional: true,
  })
  readonly limit?: number;
}

/** What every page of a list ends with. */
export class PageAnswer {
  @ApiProperty({ type: 'string', nullable: true, description: '`cursor` of the next page; null on the last.' })
  readonly next!: string | null;
}

/** The part of a query that is about the page. */
export const pageOf = ({ cursor, limit = DEFAULT_LIMIT }: PageQuery): Pick<Query, 'cursor' | 'limit'> => ({
  limit,
  ...(cursor !== undefined && { cursor }),
});

/** Asks for a page. @throws Problem when the cursor is none of this list. */
export async function pageFrom<Doc>(find: () => Promise<Page<Doc>>): Promise<Page<Doc>> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof InvalidCursor)) throw error;
    throw badRequest('cursor-invalid', 'The cursor is of no page of this list.', {
      field: 'cursor',
      message: 'must be `next` of a page of the same list',
    });
  }
}
