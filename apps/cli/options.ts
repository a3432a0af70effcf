import { InvalidArgumentError, Option } from 'commander';
import { settingsFrom } from '#platform/config';

/** Options that several commands have. */

/** As the server reads the setting: an empty one counts as not set. */
const dataDir = (): string => {
  const set = process.env['DATA_DIR']?.trim() ?? '';
  return set === '' ? 'data' : set;
};

export const dataDirOption = (): Option =>
  new Option('--data-dir <folder>', 'where the installation keeps its data (setting DATA_DIR)').default(dataDir());

export const jsonOption = (): Option => new Option('--json', 'print JSON, for programs');

export const urlOption = (description: string): Option => new Option('--url <address>', description).argParser(address);

/** Where `npm start` of the same settings listens. @throws StartupError when a setting is wrong. */
export function ownAddress(): URL {
  const { host, port } = settingsFrom(process.env);
  return new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
}

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };
}

function address(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new InvalidArgumentError('It is an address such as http://127.0.0.1:3000.');
}
