import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { JsonObject, Schema } from '#kernel';
import { UsageError } from '../errors.js';
import { headSchema, MOVES, REQUESTS, togetherSchema, type RequestStep, type Script, type Step } from './format.js';
import { namesIn } from './names.js';

/** The file is no script. The message says where and why. */
export class BadScript extends UsageError {}

/** Names that the runner gives a value itself: `run` is another one on each run, for ids that must be new. */
export const GIVEN_NAMES = ['run'];

const ajv = new Ajv({ strict: false });
const validators = (schemas: Readonly<Record<string, Schema<unknown>>>): ReadonlyMap<string, ValidateFunction> =>
  new Map(Object.entries(schemas).map(([key, { json }]) => [key, ajv.compile(json)]));

const isHead = ajv.compile<{ readonly steps: readonly JsonObject[] }>(headSchema.json);
const requests = validators(REQUESTS);
const moves = validators(MOVES);
const isTogether = ajv.compile(togetherSchema.json);
const KINDS = [...requests.keys(), ...moves.keys(), 'together'];

/** @throws BadScript */
export function parseScript(text: string): Script {
  const value = jsonOf(text);
  if (!isHead(value)) throw new BadScript(saying('', isHead.errors));
  value.steps.forEach((step, index) => checkStep(step, `steps[${index}]`));
  const script = value as unknown as Script; // checked above
  checkNames(script.steps);
  return script;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError; // JSON.parse throws nothing else
    const at = /at position (\d+)/.exec(message)?.[1];
    if (at === undefined) throw new BadScript(`It is not JSON: ${message}.`);
    const before = text.slice(0, Number(at)).split('\n');
    throw new BadScript(
      `Line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: it is not JSON: ${message}.`,
    );
  }
}

function checkStep(step: JsonObject, place: string): void {
  const [kind, ...more] = KINDS.filter((key) => key in step);
  if (kind === undefined) throw new BadScript(`${place}: a step has one of ${KINDS.join(', ')}.`);
  if (more.length > 0) throw new BadScript(`${place}: a step has either ${kind} or ${more.join(', ')}.`);
  if (kind === 'together') checkTogether(step, place);
  else check(requests.get(kind) ?? moves.get(kind), step, place);
}

/** Each inner step by itself first: that all alternatives fail says little. */
function checkTogether(step: JsonObject, place: string): void {
  const inner = Array.isArray(step['together']) ? step['together'] : [];
  inner.forEach((each, index) => {
    const at = `${place}.together[${index}]`;
    if (typeof each !== 'object' || each === null || Array.isArray(each)) throw new BadScript(`${at}: it is a step.`);
    const kind = [...requests.keys()].find((key) => key in each);
    if (kind === undefined) throw new BadScript(`${at}: only ${[...requests.keys()].join(', ')} happen together.`);
    check(requests.get(kind), each, at);
  });
  check(isTogether, step, place);
}

function check(validate: ValidateFunction | undefined, value: unknown, place: string): void {
  if (validate !== undefined && !validate(value)) throw new BadScript(saying(place, validate.errors));
}

function saying(place: string, errors: readonly ErrorObject[] | null | undefined): string {
  const [error] = errors ?? [];
  const field = (error?.instancePath ?? '').replaceAll(/\/(\d+)/g, '[$1]').replaceAll('/', '.');
  const where = `${place}${field}`.replace(/^\./, '');
  const { additionalProperty, allowedValues } = (error?.params ?? {}) as Readonly<Record<string, unknown>>;
  const which = typeof additionalProperty === 'string' ? ` (${additionalProperty})` : '';
  const allowed = Array.isArray(allowedValues) ? `: ${allowedValues.join(', ')}` : '';
  return `${where === '' ? 'The script' : where} ${error?.message ?? 'is out of form'}${which}${allowed}.`;
}

/** A name is bound by an earlier step, or else it was misspelt. */
function checkNames(steps: readonly Step[]): void {
  const known = new Set(GIVEN_NAMES);
  steps.forEach((step, index) => {
    const inner: readonly (Step | RequestStep)[] = 'together' in step ? step.together : [step];
    const missing = inner.flatMap((each) => namesIn(withoutNote(each))).find((name) => !known.has(name));
    if (missing !== undefined) throw new BadScript(`steps[${index}]: no earlier step binds {${missing}}.`);
    for (const each of inner) if ('bind' in each) for (const name of Object.keys(each.bind)) known.add(name);
  });
}

const withoutNote = ({ note: _, ...step }: Step | RequestStep): object => step;
