/**
 * Lets one process of several do a work at a time, each work by itself. It is an economy and no safeguard: what the runners write is
 * guarded by position and revision, so that two at once do no harm.
 *
 * @param work ends when its signal aborts, because another leads now or because `signal` aborted.
 * @param standingBy is called whenever it is seen that another leads: then nothing is wrong here, whatever was before.
 */
export type Leadership = (
  name: string,
  signal: AbortSignal,
  work: (leading: AbortSignal) => Promise<void>,
  standingBy: () => void,
) => Promise<void>;

/** For a process that has no others beside it, or does not mind them. */
export const unelected: Leadership = (_name, signal, work) => work(signal);
