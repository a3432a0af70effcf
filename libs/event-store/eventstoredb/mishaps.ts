/**
 * What goes wrong in the client where nobody can catch it.
 *
 * The client throws out of its own event handlers, or leaves a promise rejected that nobody can reach, when a connection is
 * lost while its batch stream is back-pressured, and when the answer to an append comes that it has given up. Node.js would
 * end the process for either. Nothing is lost by going on: whoever waits for such an append has a timer of his own.
 */
type Survivor = (mishap: Error) => void;

const survivors = new Set<Survivor>();

/** Tells of every such mishap from now on, and keeps the process alive through it. @returns ends it */
export function surviveMishaps(survivor: Survivor): () => void {
  if (survivors.size === 0) {
    process.on('unhandledRejection', onRejection);
    process.on('uncaughtException', onException);
  }
  survivors.add(survivor);
  return () => {
    if (!survivors.delete(survivor) || survivors.size > 0) return;
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onException);
  };
}

function onRejection(reason: unknown): void {
  if (isMishap(reason)) tell(reason);
  else if (process.listenerCount('unhandledRejection') === 1) throw reason; // it becomes an uncaught exception
}

/** What is not the client's ends the process as it would without us; where others listen too, it is theirs to say. */
function onException(error: unknown): void {
  if (isMishap(error)) {
    tell(error);
    return;
  }
  if (process.listenerCount('uncaughtException') > 1) return;
  process.off('uncaughtException', onException);
  setImmediate(() => {
    throw error;
  });
}

function tell(mishap: Error): void {
  process.emitWarning(
    `${mishap.message} (the client is replaced, and what waits for it is tried again)`,
    'EventStoreDB',
  );
  for (const survivor of survivors) survivor(mishap);
}

/** By where it was thrown: our own files are in no such folder, and nothing of the client calls back into them. */
const THROWN_IN_CLIENT = /^\s+at .*[\\/]node_modules[\\/](@eventstore[\\/]db-client|@grpc[\\/]grpc-js)[\\/]/m;

const isMishap = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && THROWN_IN_CLIENT.test(firstFrameOf(thrown));

/** The first line of the stack that names a file which is not Node's own; gRPC's errors carry the caller's stack below it. */
function firstFrameOf({ stack = '' }: Error): string {
  return stack.split('\n').find((line) => /^\s+at (?!.*\(?node:).*[\\/]/.test(line)) ?? '';
}
