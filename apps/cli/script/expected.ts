import { isDeepStrictEqual } from 'node:util';
import type { ApiResponse } from '../client/transport.js';
import { valueAt } from './names.js';

interface Expectation {
  readonly status?: number;
  readonly code?: string;
  readonly body?: object;
}

interface Wanted {
  readonly expect?: Expectation;
  readonly mayBeRefused?: boolean;
}

export const codeOf = ({ body }: ApiResponse): string | null => valueAt(body, 'code') ?? null;

/** What is wrong with an answer; undefined when it is as it should be. */
export function unexpectedIn(answer: ApiResponse, { expect, mayBeRefused = false }: Wanted): string | undefined {
  const { status, body } = answer;
  if (expect === undefined) {
    if (status < 300 || (mayBeRefused && status < 500)) return undefined;
    return valueAt(body, 'detail') ?? 'it did not succeed';
  }
  if (expect.status !== undefined && status !== expect.status) return `${expect.status} was expected`;
  if (expect.code !== undefined && codeOf(answer) !== expect.code) return `${expect.code} was expected`;
  if (expect.status === undefined && expect.code === undefined && status >= 300) return 'success was expected';
  return expect.body && differenceIn(body, expect.body, '');
}

/** Every field that is expected is there with its value; others may be there too. */
function differenceIn(actual: unknown, expected: unknown, place: string): string | undefined {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected))
    return isDeepStrictEqual(actual, expected)
      ? undefined
      : `${place} is ${JSON.stringify(actual)}, and ${JSON.stringify(expected)} was expected`;
  for (const [field, value] of Object.entries(expected)) {
    const inner =
      typeof actual === 'object' && actual !== null ? (actual as Record<string, unknown>)[field] : undefined; // any object
    const difference = differenceIn(inner, value, place === '' ? field : `${place}.${field}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
