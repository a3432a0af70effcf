import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { types } from 'node:util';
import { UsageError } from '../errors.js';
import { LINES, ORDERS, VENDORS, type PurchaseFiles } from './read-purchases.js';

/** @throws UsageError when one of the three files cannot be read. */
export async function readFolder(folder: string): Promise<PurchaseFiles> {
  const textOfTable = (name: string): Promise<string> => textOf(join(folder, name));
  const [vendors, orders, lines] = await Promise.all([textOfTable(VENDORS), textOfTable(ORDERS), textOfTable(LINES)]);
  return { vendors, orders, lines };
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = types.isNativeError(error) && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`Cannot read ${path} (${code}).`);
  }
}
