import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { MALFORMED } from '../problem/known-failures.js';
import { documentOf, PROBLEM_JSON } from '../problem/problem.filter.js';
import type { ProblemDetails } from '../problem/problem.js';

/** By the codes of Node's HTTP parser and server; whatever else they say is about a request that cannot be read. */
const BY_CODE: Readonly<Record<string, ProblemDetails>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request-timeout', detail: 'The request did not come to its end.' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: 'too-large',
    detail: 'The chunk extensions are larger than this server takes.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'headers-too-large',
    detail: 'The headers are larger than this server takes.',
  },
};

/** Answers what is refused before there is a request, on the bare connection, and ends that: what follows cannot be read. */
export function answerClientError({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.writable && code !== 'ECONNRESET') socket.write(answerOf(BY_CODE[code ?? ''] ?? MALFORMED));
  socket.destroySoon();
}

function answerOf(problem: ProblemDetails): string {
  const body = documentOf(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    `content-type: ${PROBLEM_JSON}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  return [...head, '', body].join('\r\n');
}
