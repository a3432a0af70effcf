import { fromData, toText, type Json, type JsonObject, type MoneyData } from '#kernel';
import type { Refused } from '#runtime';
import { Problem } from './problem.js';

const UNKNOWN = 'unknown-';

/** By the convention of the refusal codes: `only-…` says who may, `unknown-…` that there is none, everything else a conflict. */
export function statusOf(code: string): number {
  if (code.startsWith('only-')) return 403;
  if (code.startsWith(UNKNOWN)) return 404;
  return 409;
}

/** A rule that said no, as the problem that the caller gets. */
export function problemOfRefusal({ code, facts }: Refused): Problem {
  const told = presentable(facts);
  const explained = Object.keys(told).length > 0 && { facts: told };
  return new Problem({
    status: statusOf(code),
    code,
    detail: detailOf(code),
    ...explained,
  });
}

/** What is unknown is told as a read tells it, whether it is not there or not for this caller. */
const detailOf = (code: string): string =>
  code.startsWith(UNKNOWN)
    ? `There is no such ${code.slice(UNKNOWN.length).replaceAll('-', ' ')}.`
    : `The rules refuse it: ${code.replaceAll('-', ' ')}.`;

/** Facts as the API writes them: money in major units. */
function presentable(facts: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, present(value)]));
}

function present(value: Json | undefined): Json | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((each) => present(each) ?? null);
  return isMoney(value) ? { ...toText(fromData(value)) } : presentable(value);
}

const isMoney = (value: JsonObject): value is MoneyData & JsonObject =>
  typeof value['minor'] === 'string' && typeof value['currency'] === 'string' && Object.keys(value).length === 2;

// Array.isArray does not narrow a readonly array out of a union.
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
