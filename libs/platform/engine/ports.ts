import { MovableClock, SystemClock, type Clock } from '#clock';
import type { BlobStore } from '#blob-store';
import type { EventStore } from '#event-store';
import type { KeyStore } from '#key-store';
import { HttpPaymentProvider, type PaymentProvider } from '#payment-provider';
import type { ReadStore } from '#read-store';
import type { Log } from '#runtime';
import type { Settings } from '../config/settings.js';
import { openBlobStore, openEventStore, openKeyStore, openReadStore, type StoreSettings } from '../stores/index.js';

/** Everything beyond itself that a process reaches. */
export interface Ports {
  readonly eventStore: EventStore;
  readonly readStore: ReadStore;
  readonly keyStore: KeyStore;
  readonly blobStore: BlobStore;
  readonly clock: Clock;
  /** Null where none is configured, and operators do by hand what it would do. */
  readonly paymentProvider: PaymentProvider | null;
}

export type PortSettings = StoreSettings & Pick<Settings, 'clock'> & Partial<Pick<Settings, 'paymentProvider'>>;

/**
 * Opens what the settings name.
 *
 * @throws DatabaseUnusable, InvalidAddress, NotPermitted, StoreUnavailable, ReadStoreUnavailable, KeyStoreUnusable: each with one clear
 *   line, and nothing is left open.
 */
export async function openPorts(settings: PortSettings, log: Log): Promise<Ports> {
  const opened: { -readonly [Name in keyof Ports]?: Ports[Name] } = {};
  try {
    const eventStore = (opened.eventStore = await openEventStore(settings));
    const readStore = (opened.readStore = await openReadStore(settings, log));
    const keyStore = (opened.keyStore = await openKeyStore(settings));
    const blobStore = (opened.blobStore = await openBlobStore(settings));
    const clock = settings.clock === 'movable' ? await MovableClock.open(eventStore) : new SystemClock();
    const { paymentProvider: access } = settings;
    const paymentProvider = access === undefined ? null : new HttpPaymentProvider(access);
    return { eventStore, readStore, keyStore, blobStore, clock, paymentProvider };
  } catch (error) {
    await closePorts(opened);
    throw error;
  }
}

/** Finishes what is under way in each of them. Repeatable. */
export async function closePorts({ eventStore, readStore, keyStore, blobStore, clock }: Partial<Ports>): Promise<void> {
  if (clock instanceof MovableClock) await clock.close();
  for (const store of [blobStore, keyStore, readStore, eventStore]) await store?.close();
}
