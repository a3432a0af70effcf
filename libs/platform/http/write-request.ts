import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { instant, type Actor, type Instant } from '#kernel';
import type { CommandEnvelope, ExpectedMatch } from '#runtime';
import { callerOf } from '../auth/access.guard.js';
import { badRequest } from '../problem/problem.js';
import { uuidV5 } from './uuid-v5.js';

/** The name space of command ids; it never changes, or repeats would not be found. */
const COMMANDS = '8a0f4a0e-4e0b-5a53-9c55-7f1d6a2d9e11';
const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * The command id that an organisation's key stands for. Every process derives the same one, so a request that is
 * repeated, whoever takes it, is the same command. No organisation has a space in its id.
 */
export const commandIdFor = (organisation: string, idempotencyKey: string): string =>
  uuidV5(COMMANDS, `${organisation} ${idempotencyKey}`);

/** The id of a thing that a command creates; a repeat of the command derives the same one and finds what was created. */
export const idOfNew = (kind: string, commandId: string): string => uuidV5(commandId, kind);

/** What every write carries beside its body: who, under which key, on top of what. */
export class WriteRequest {
  constructor(
    readonly actor: Actor,
    readonly commandId: string,
    private readonly occurredAt: Instant | null,
    private readonly ifMatch: ExpectedMatch | undefined,
  ) {}

  idOfNew(kind: string): string {
    return idOfNew(kind, this.commandId);
  }

  /** @param creates the instance's id was derived from this request, so there is nothing to read before. */
  envelope({ creates = false } = {}): CommandEnvelope {
    const { commandId, actor, occurredAt, ifMatch } = this;
    const id = { commandId, correlationId: commandId, causationId: null, actor, occurredAt };
    return { ...id, ...(ifMatch !== undefined && { ifMatch }), ...(creates && { creates }) };
  }
}

/** @throws Problem when a header is missing or out of form. */
export function writeRequestOf(request: FastifyRequest): WriteRequest {
  const { actor } = callerOf(request);
  const { headers } = request;
  const commandId = commandIdFor(actor.organisation, idempotencyKeyOf(headers['idempotency-key']));
  return new WriteRequest(actor, commandId, occurredAtOf(headers['occurred-at']), matchOf(headers['if-match']));
}

/** The parameter of a controller's write. */
export const Write = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  writeRequestOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

type Header = string | string[] | undefined;

function idempotencyKeyOf(header: Header): string {
  if (header === undefined || header === '')
    throw badRequest(
      'idempotency-key-missing',
      'Every write needs an Idempotency-Key, so that it can be repeated safely.',
      {
        field: 'Idempotency-Key',
        message: 'must be sent',
      },
    );
  if (typeof header === 'string' && KEY.test(header)) return header;
  throw invalidHeader('Idempotency-Key', 'must be 1 to 255 printable characters without spaces');
}

/** `If-Match` names the revision that the caller has seen, as the resource shows it: `"7"`; or `*`, that there is one (RFC 9110, 13.1.1). */
function matchOf(header: Header): ExpectedMatch | undefined {
  if (header === undefined) return undefined;
  if (header === '*') return 'any';
  if (String(header).startsWith('W/'))
    throw invalidHeader('If-Match', 'must be a strong tag: a weak one never matches');
  const [, revision] = /^"?(\d{1,15})"?$/.exec(String(header)) ?? [];
  if (revision === undefined)
    throw invalidHeader('If-Match', 'must be the revision that the resource shows, such as "7", or *');
  return Number(revision);
}

/** When it happened, as the caller says; it is kept and never decides a deadline. */
function occurredAtOf(header: Header): Instant | null {
  if (header === undefined) return null;
  try {
    return instant(String(header));
  } catch {
    throw invalidHeader('Occurred-At', 'must be an RFC 3339 date-time, such as 2026-11-24T09:30:00Z');
  }
}

const invalidHeader = (field: string, message: string) =>
  badRequest('invalid-header', `The header ${field} is out of form.`, { field, message });
