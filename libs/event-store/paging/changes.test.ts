import { describe, expect, it, jest } from '@jest/globals';
import { Changes, type LookOut } from './changes.js';

/** Whether it has resolved by now. */
async function isDone(waiting: Promise<void>): Promise<boolean> {
  let done = false;
  void waiting.then(() => (done = true));
  for (let n = 0; n < 5; n++) await Promise.resolve();
  return done;
}

/** A look-out that sees nothing by itself. */
function blind() {
  const end = jest.fn();
  let see: () => void = () => undefined;
  const lookOut = jest.fn<LookOut>((announce) => {
    see = announce;
    return end;
  });
  return { lookOut, end, see: () => see() };
}

describe('changes', () => {
  it('wakes everybody who waits, at once', async () => {
    const changes = new Changes(blind().lookOut);
    const waiting = [changes.after(changes.count), changes.after(changes.count)];
    expect(await isDone(Promise.race(waiting))).toBe(false);
    changes.announce();
    expect(await isDone(Promise.all(waiting).then(() => undefined))).toBe(true);
  });

  it('does not let anybody wait for what has happened since he looked', async () => {
    const changes = new Changes(blind().lookOut);
    const { count } = changes;
    changes.announce();
    expect(await isDone(changes.after(count))).toBe(true);
    expect(await isDone(changes.after(changes.count))).toBe(false);
  });

  it('says what the look-out sees', async () => {
    const { lookOut, see } = blind();
    const changes = new Changes(lookOut);
    changes.watch();
    const waiting = changes.after(changes.count);
    expect(await isDone(waiting)).toBe(false);
    see();
    expect(await isDone(waiting)).toBe(true);
  });

  it('looks out only while somebody watches, once for all', () => {
    const { lookOut, end } = blind();
    const changes = new Changes(lookOut);
    expect(lookOut).not.toHaveBeenCalled();
    const unwatch = [changes.watch(), changes.watch()];
    expect(lookOut).toHaveBeenCalledTimes(1);
    unwatch[0]?.();
    expect(end).not.toHaveBeenCalled();
    unwatch[1]?.();
    expect(end).toHaveBeenCalledTimes(1);
    changes.watch();
    expect(lookOut).toHaveBeenCalledTimes(2);
  });

  it('looks out no more once it is closed, though somebody still watches or begins to', async () => {
    const { lookOut, end } = blind();
    const changes = new Changes(lookOut);
    const unwatch = changes.watch();
    const waiting = changes.after(changes.count);
    changes.close();
    expect(end).toHaveBeenCalledTimes(1);
    expect(await isDone(waiting)).toBe(true);
    unwatch();
    changes.watch();
    expect(lookOut).toHaveBeenCalledTimes(1);
    expect(end).toHaveBeenCalledTimes(1);
  });
});
