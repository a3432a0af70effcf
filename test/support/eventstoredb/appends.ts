import type { sendUnaryData, ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import { isAppendRefusal, isServiceError, type AppendRefusal } from './faults.js';
import type { Expected, Outcome, SentEvent } from './log.js';
import {
  batchAnswer,
  batchConflict,
  batchRefusal,
  batchSuccess,
  expectedIn,
  nameIn,
  sentEvent,
  unaryConflict,
  unarySuccess,
} from './messages.js';
import type { Node } from './node.js';
import type { streams } from './protocol.js';
import { unknown, type ServiceError } from './refusals.js';

type BatchRequest = InstanceType<typeof streams.BatchAppendReq>;
type BatchAnswer = InstanceType<typeof streams.BatchAppendResp>;
type UnaryRequest = InstanceType<typeof streams.AppendReq>;
type UnaryAnswer = InstanceType<typeof streams.AppendResp>;

export interface ReceivedAppend {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly SentEvent[];
}

/** How one append is answered, in either form. */
interface Answers {
  readonly fail: (error: ServiceError | AppendRefusal) => void;
  readonly answer: (outcome: Outcome, withPosition: boolean) => void;
}

/** Appending, as one call for each append and as a stream of many. */
export class Appends {
  /** Every append that came, in order, also those that were not carried out. */
  readonly received: ReceivedAppend[] = [];
  readonly #node: Node;
  readonly #held: (() => void)[] = [];

  constructor(node: Node) {
    this.#node = node;
  }

  /** Gives the answers that were held. */
  release(): void {
    for (const answer of this.#held.splice(0)) answer();
  }

  readonly batch = (call: ServerDuplexStream<BatchRequest, BatchAnswer>): void => {
    const fail = (error: ServiceError): void => void call.emit('error', error);
    call.on('data', (request: BatchRequest) => {
      const refusal = this.#node.refusalOf(call.metadata);
      if (refusal !== undefined) {
        fail(refusal);
        return;
      }
      const options = request.getOptions();
      if (options === undefined || !request.getIsFinal()) throw new TypeError('an append of ours fits one message');
      const stream = nameIn(options.getStreamIdentifier());
      const append: ReceivedAppend = {
        stream,
        expected: expectedIn(options, options.getStreamPosition()),
        events: request.getProposedMessagesList().map(sentEvent),
      };
      const answer = batchAnswer(request.getCorrelationId(), stream);
      this.#serve(append, {
        fail: (error) => {
          if (isAppendRefusal(error)) call.write(answer.setError(batchRefusal(error)));
          else fail(error);
        },
        answer: (outcome, withPosition) => {
          if ('last' in outcome) answer.setSuccess(batchSuccess(outcome.last, withPosition));
          else answer.setError(batchConflict(outcome.actual));
          call.write(answer);
        },
      });
    });
    call.on('error', () => undefined); // the connection was cut
    call.on('end', () => call.end());
  };

  readonly unary = (call: ServerReadableStream<UnaryRequest, UnaryAnswer>, done: sendUnaryData<UnaryAnswer>): void => {
    const requests: UnaryRequest[] = [];
    call.on('data', (request: UnaryRequest) => requests.push(request));
    call.on('error', () => undefined);
    call.on('end', () => {
      const refusal = this.#node.refusalOf(call.metadata);
      if (refusal !== undefined) {
        done(refusal);
        return;
      }
      const options = requests.shift()?.getOptions();
      if (options === undefined) throw new TypeError('an append begins with its options');
      const append: ReceivedAppend = {
        stream: nameIn(options.getStreamIdentifier()),
        expected: expectedIn(options, options.getRevision()),
        events: requests.flatMap((request) => request.getProposedMessage() ?? []).map(sentEvent),
      };
      this.#serve(append, {
        fail: (error) => done(isAppendRefusal(error) ? unknown(error.append) : error),
        answer: (outcome, withPosition) =>
          done(null, 'last' in outcome ? unarySuccess(outcome.last, withPosition) : unaryConflict(outcome.actual)),
      });
    });
  };

  #serve(append: ReceivedAppend, { fail, answer }: Answers): void {
    this.received.push(append);
    const { log, faults, cut } = this.#node;
    const fault = faults.take('append');
    if (fault === 'silence') return;
    if (fault === 'cut') {
      cut();
      return;
    }
    if (isServiceError(fault) || isAppendRefusal(fault)) {
      fail(fault);
      return;
    }
    const outcome = log.append(append.stream, append.events, append.expected);
    if (fault === 'silence after it is done') return;
    if (fault === 'cut after it is done') cut();
    else if (fault === 'answer held') this.#held.push(() => answer(outcome, true));
    else answer(outcome, fault !== 'no position');
  }
}
