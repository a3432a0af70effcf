import type { EventStore, NewEvent } from '#event-store';
import { capture } from './captured.js';
import { workload } from './commands.js';
import { inNewFolder } from './folders.js';

/** So many orders are under way at a time, so that the events of one are far apart, as they are in life. */
const UNDER_WAY = 500;
const EVENTS_PER_ORDER = 11;

/** The appends of one order, as text that names the order by its own id only. */
interface Template {
  readonly id: string;
  readonly appends: readonly string[];
}

/**
 * Fills a store with about so many events of orders from draft to receipt, straight through the adapter: what real
 * commands appended is written again and again under other ids. The hash chains do not hold; no projection looks at them.
 */
export async function writeHistory(
  store: EventStore,
  events: number,
  folder: string,
  say: (progress: string) => void,
): Promise<void> {
  const templates = await inNewFolder(folder, templatesIn);
  const orders = Math.ceil(events / EVENTS_PER_ORDER);
  for (let from = 0; from < orders; from += UNDER_WAY) {
    const group = Array.from({ length: Math.min(UNDER_WAY, orders - from) }, (_, n) =>
      copyOf(templates[n % templates.length], from + n),
    );
    const steps = group[0]?.appends.length ?? 0;
    for (let step = 0; step < steps; step++) await Promise.all(group.map((order) => appendStep(store, order, step)));
    if (from % (UNDER_WAY * 20) === 0) say(`  ${from * EVENTS_PER_ORDER} of ${events} events written`);
  }
}

async function templatesIn(folder: string): Promise<readonly Template[]> {
  const appends = (await capture(workload(1), folder)).filter(({ length }) => length > 0);
  return appends.map((ofOrder) => ({
    id: ofOrder[0]?.stream.slice('order-'.length) ?? '',
    appends: ofOrder.map(({ events }) => JSON.stringify(events)),
  }));
}

interface Copy {
  readonly stream: string;
  readonly appends: readonly (readonly NewEvent[])[];
}

function copyOf(template: Template | undefined, number: number): Copy {
  if (template === undefined) throw new RangeError('there is no template');
  const mark = number.toString(16).padStart(8, '0');
  const id = mark + template.id.slice(8);
  const appends = template.appends.map((text) => {
    const events = JSON.parse(text.replaceAll(template.id, id)) as readonly NewEvent[]; // what was captured
    return events.map((event) => ({ ...event, id: mark + event.id.slice(8) }));
  });
  return { stream: `order-${id}`, appends };
}

async function appendStep(store: EventStore, { stream, appends }: Copy, step: number): Promise<void> {
  const before = appends.slice(0, step).reduce((sum, { length }) => sum + length, 0) - 1;
  await store.append(stream, appends[step] ?? [], before < 0 ? 'no-stream' : before);
}
