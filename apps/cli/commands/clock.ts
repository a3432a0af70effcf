import { randomUUID } from 'node:crypto';
import { Argument, type Command } from 'commander';
import { DURATION_FORM, parseDuration } from '#clock';
import { instant, type Instant } from '#kernel';
import { Api } from '../client/api.js';
import { Credentials, OPERATOR } from '../client/credentials.js';
import { HttpTransport } from '../client/http-transport.js';
import { UsageError } from '../errors.js';
import { dataDirOption, jsonOption, ownAddress, urlOption } from '../options.js';
import { print, type Terminal } from '../output.js';

interface Options {
  readonly url?: URL;
  readonly dataDir: string;
  readonly json?: boolean;
}

/** As the server tells it. */
interface ClockAnswer {
  readonly now: Instant;
  readonly movable: boolean;
  readonly offsetMillis: number;
}

interface Movement {
  readonly path: string;
  readonly body: { readonly by: string } | { readonly to: Instant };
}

const EXAMPLE = `
The clock of a server in production cannot be moved.

Examples:
  $ npm run ta -- clock
  $ npm run ta -- clock advance 5d
  $ npm run ta -- clock set 2022-04-15
  $ npm run ta -- clock set now`;

/** `ta clock`: what time it is at a running server, and moving it. */
export function addClockCommand(program: Command, terminal: Terminal): void {
  program
    .command('clock')
    .description('show or move the clock of a running server')
    .addArgument(new Argument('[act]', 'what to do').choices(['show', 'advance', 'set']).default('show'))
    .argument('[value]', 'by how much (5d, 36h, 90m, 45s), or what time it is (2022-04-15, 2022-04-15T08:00:00Z, now)')
    .addOption(urlOption('of the server (default: where `npm start` listens)'))
    .addOption(dataDirOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLE)
    .action(async (act: 'show' | 'advance' | 'set', value: string | undefined, options: Options) => {
      const movement = movementOf(act, value);
      const api = new Api(new HttpTransport(options.url ?? ownAddress()), { tries: 1 });
      const token = await (await Credentials.of(options.dataDir)).tokenFor(OPERATOR);
      if (movement !== null) await api.write({ ...movement, token, key: randomUUID() });
      const clock = await api.read<ClockAnswer>({ path: '/v1/clock', token });
      print(terminal, options, clock, told(clock));
    });
}

/** @throws UsageError */
function movementOf(act: 'show' | 'advance' | 'set', value: string | undefined): Movement | null {
  switch (act) {
    case 'show':
      if (value !== undefined) throw new UsageError(`"clock show" takes nothing more, so not "${value}".`);
      return null;
    case 'advance':
      return { path: '/v1/clock/advances', body: { by: duration(value ?? '') } };
    case 'set':
      return { path: '/v1/clock/settings', body: { to: moment(value ?? '') } };
  }
}

function duration(text: string): string {
  try {
    parseDuration(text);
    return text;
  } catch {
    throw new UsageError(`"clock advance" takes ${DURATION_FORM}, not "${text}".`);
  }
}

/** A day stands for its first moment. */
function moment(text: string): Instant {
  try {
    return instant(text === 'now' ? new Date().toISOString() : text.includes('T') ? text : `${text}T00:00:00Z`);
  } catch {
    throw new UsageError(`"clock set" takes a day, an RFC 3339 date-time or "now", not "${text}".`);
  }
}

function told({ now, movable, offsetMillis }: ClockAnswer): string {
  if (!movable) return `${now} (the real time; this clock cannot be moved)`;
  if (offsetMillis === 0) return `${now} (the real time)`;
  const days = Math.abs(offsetMillis) / 86_400_000;
  return `${now} (${days.toFixed(1)} days ${offsetMillis > 0 ? 'ahead of' : 'behind'} the real time)`;
}
