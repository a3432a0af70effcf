import { BSON, type Document } from 'mongodb';

/*
 * MongoDB's wire protocol, as much of it as a driver speaks to a server of today: OP_MSG, and for the very first greeting
 * the old OP_QUERY. https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */
const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

export interface Request {
  readonly id: number;
  readonly isLegacy: boolean;
  /** The command, with the documents of its sequences in place. */
  readonly command: Document;
}

/** Takes the whole messages off the front of what has arrived; `rest` is the beginning of the next one. */
export function requestsIn(bytes: Buffer): { readonly requests: readonly Request[]; readonly rest: Buffer } {
  const requests: Request[] = [];
  let rest = bytes;
  while (rest.length >= HEADER_BYTES && rest.length >= rest.readInt32LE(0)) {
    const length = rest.readInt32LE(0);
    requests.push(requestOf(rest.subarray(0, length)));
    rest = rest.subarray(length);
  }
  return { requests, rest };
}

export function replyTo({ id, isLegacy }: Request, reply: Document): Buffer {
  const body = BSON.serialize(reply);
  // An OP_REPLY has flags, a cursor id, where it starts, and how many documents there are; an OP_MSG flags and a kind.
  const before = isLegacy ? Buffer.alloc(20) : Buffer.alloc(5);
  if (isLegacy) before.writeInt32LE(1, 16);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + before.length + body.length, 0);
  header.writeInt32LE(id, 8);
  header.writeInt32LE(isLegacy ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, before, body]);
}

function requestOf(message: Buffer): Request {
  const opCode = message.readInt32LE(12);
  if (opCode !== OP_MSG && opCode !== OP_QUERY) throw new Error(`the peer does not know operation ${opCode}`);
  const isLegacy = opCode === OP_QUERY;
  return { id: message.readInt32LE(4), isLegacy, command: isLegacy ? queryIn(message) : commandIn(message) };
}

function queryIn(message: Buffer): Document {
  const endOfName = message.indexOf(0, HEADER_BYTES + 4);
  return documentAt(message, endOfName + 1 + 8);
}

function commandIn(message: Buffer): Document {
  let command: Document = {};
  for (let at = HEADER_BYTES + 4; at < message.length;) {
    const kind = message[at];
    const size = message.readInt32LE(at + 1);
    if (kind === 0) command = { ...documentAt(message, at + 1), ...command };
    else command = { ...command, ...sequenceAt(message, at + 1, size) };
    at += 1 + size;
  }
  return command;
}

function sequenceAt(message: Buffer, start: number, size: number): Document {
  const endOfName = message.indexOf(0, start + 4);
  const documents: Document[] = [];
  for (let at = endOfName + 1; at < start + size; at += message.readInt32LE(at))
    documents.push(documentAt(message, at));
  return { [message.toString('utf8', start + 4, endOfName)]: documents };
}

const documentAt = (message: Buffer, at: number): Document =>
  BSON.deserialize(message.subarray(at, at + message.readInt32LE(at)), { useBigInt64: true });
