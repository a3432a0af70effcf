import type { Check } from './invariant.js';

interface Written {
  readonly stream: string;
  readonly revision: number;
}

/** 6. What a command wrote stands together, in one stream, and was written once. */
export function commandsCountOnce(): Check {
  const last = new Map<string, Written>();
  return {
    invariant: 6,
    rule: 'Replaying any command (same id) adds no event.',
    take: ({ stream, revision, metadata: { commandId } }) => {
      if (typeof commandId !== 'string') return undefined; // another hand wrote it
      const before = last.get(commandId);
      last.set(commandId, { stream, revision });
      if (before === undefined) return undefined;
      if (before.stream !== stream) return `command ${commandId} has written into ${before.stream}, too`;
      if (before.revision + 1 !== revision)
        return `command ${commandId} had written up to revision ${before.revision} and wrote again`;
      return undefined;
    },
  };
}
