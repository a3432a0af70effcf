/**
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
  else throw reason; // as if nobody listened: it becomes an uncaught exception
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

const tell = (mishap: Error): void => survivors.forEach((survivor) => survivor(mishap));

/** By where it was thrown: our own files are in no such folder, and nothing of the client calls back into them. */
const THROWN_IN_CLIENT = /^\s+at .*[\\/]node_modules[\\/](@eventstore[\\/]db-client|@grpc[\\/]grpc-js)[\\/]/m;

const isMishap = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && THROWN_IN_CLIENT.test(firstFrameOf(thrown));

/** The first line of the stack that names a file; gRPC's own errors carry the caller's stack below it. */
function firstFrameOf({ stack = '' }: Error): string {
  return stack.split('\n').find((line) => /^\s+at .*[\\/]/.test(line)) ?? '';
}
