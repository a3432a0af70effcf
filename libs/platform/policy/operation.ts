import { applyDecorators, HttpCode, SetMetadata, type Type } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiProduces,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { ProblemDocument } from '../problem/problem.document.js';
import { CatchingUp } from '../http/freshness.query.js';
import { WriteAnswer } from '../http/write-answer.js';
import { ANYONE, lineOf, type OperationName } from './policy.js';

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds after which it may do better.', schema: { type: 'integer' as const } },
};
const ETAG = {
  ETag: { description: 'Of what is shown; `If-None-Match` takes it.', schema: { type: 'string' as const } },
};

const OPERATION = Symbol('operation');

interface Told {
  /** One sentence for the API reference. */
  readonly summary: string;
  /** What a read answers with. Writes answer with a `WriteAnswer`. */
  readonly answer?: Type;
  /** A write that makes something new, at a path of its own. */
  readonly creates?: boolean;
  /** A read that waits for a write where it is asked to, and answers with an ETag. */
  readonly versioned?: boolean;
  /** Further answers of the problem kind, by status. */
  readonly problems?: Readonly<Record<number, string>>;
}

/** Says which line of the policy table a route stands under, and with that all that the API reference tells of it. */
export function Operation(name: OperationName, told: Told): MethodDecorator {
  const line = lineOf(name);
  const always = [
    SetMetadata(OPERATION, name),
    ApiOperation({ operationId: name, summary: told.summary }),
    ApiExtraModels(ProblemDocument),
  ];
  if (line === ANYONE) return applyDecorators(...always, ...answers(told), ...problems(told.problems));
  const roles = `Roles: ${line.roles.join(', ')}.`;
  const guarded = [
    ApiBearerAuth(),
    problem(401, 'No token, or not a good one.'),
    problem(403, `Not for this caller. ${roles}`),
  ];
  const kind = line.scope === 'write' ? write(told) : read(told);
  return applyDecorators(...always, ...guarded, ...kind, ...problems(told.problems));
}

/** A read that goes on: server-sent events, each with the page as it is then. */
export const Followed = (): MethodDecorator =>
  applyDecorators(
    ApiProduces('text/event-stream'),
    ApiHeader({
      name: 'Last-Event-ID',
      required: false,
      description: 'The id of the last page that was received: only a newer one is sent.',
      schema: { type: 'string' },
    }),
  );

/** The operation of a route's handler; undefined when it was not told, and then nobody may call it. */
export const operationOf = (handler: object): OperationName | undefined =>
  Reflect.getMetadata(OPERATION, handler) as OperationName | undefined; // only the decorator above writes it

function write({ creates = false }: Told): MethodDecorator[] {
  const answer = { type: WriteAnswer, description: 'Recorded. A repeat of the same request gets the same answer.' };
  const location = { Location: { description: 'Where it is.', schema: { type: 'string' as const } } };
  return [
    HttpCode(creates ? 201 : 200),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'Names this request, so that a repeat is recognised.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description:
        'The `revision` that the caller has seen, such as `"7"`: refused when it is another one by now. With `*`, only that there is one.',
      schema: { type: 'string' },
    }),
    ApiHeader({
      name: 'Occurred-At',
      required: false,
      description: 'When it happened, as the caller knows it. It is kept, and decides nothing.',
      schema: { type: 'string', format: 'date-time' },
    }),
    creates ? ApiResponse({ status: 201, ...answer, headers: location }) : ApiResponse({ status: 200, ...answer }),
    ...(creates
      ? [ApiResponse({ status: 200, type: WriteAnswer, description: 'It was so already; nothing was recorded.' })]
      : []),
    problem(400, 'The request is out of form; `errors` names the fields.'),
    problem(404, 'There is no such thing.'),
    problem(409, 'The rules refuse it; `code` and `facts` say why.'),
    problem(412, 'It is not at the revision of If-Match any more.'),
    problem(413, 'The body is larger than this server takes.'),
    problem(415, 'Bodies are `application/json`, in UTF-8.'),
    problem(422, 'The Idempotency-Key was used for another request.'),
    problem(503, 'Not now; with `outcome-unknown` the same request sent again finds out.', RETRY_AFTER),
  ];
}

const read = (told: Told): MethodDecorator[] => [
  ...answers(told),
  ...(told.versioned === true ? versioned : []),
  problem(503, 'The store cannot be reached.', RETRY_AFTER),
];

const versioned: readonly MethodDecorator[] = [
  ApiHeader({
    name: 'If-None-Match',
    required: false,
    description: 'The ETag that the caller has: 304 when it is still good.',
    schema: { type: 'string' },
  }),
  ApiResponse({
    status: 202,
    type: CatchingUp,
    description: 'The read is not there yet; ask again.',
    headers: RETRY_AFTER,
  }),
  ApiResponse({ status: 304, description: 'The caller has it already.', headers: ETAG }),
];

const answers = ({ answer, summary, versioned = false }: Told): MethodDecorator[] => [
  ApiResponse({
    status: 200,
    ...(answer && { type: answer }),
    description: summary,
    ...(versioned && { headers: ETAG }),
  }),
];

const problems = (told: Told['problems'] = {}): MethodDecorator[] =>
  Object.entries(told).map(([status, description]) => problem(Number(status), description));

const problem = (status: number, description: string, headers?: typeof RETRY_AFTER): MethodDecorator =>
  ApiResponse({
    status,
    description,
    ...(headers && { headers }),
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDocument) } } },
  });
