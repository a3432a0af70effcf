import { parse } from 'csv-parse/sync';
import { UsageError } from '../errors.js';
import type { BrokenRows, RowPlace } from './broken-rows.js';
import { Fields } from './fields.js';

/** One row by column name. */
export type Row = Readonly<Record<string, string>>;

/** What decoding puts in the place of bytes that are no UTF-8. A text that has it on purpose has lost something before. */
const NOT_UTF_8 = '\ufffd';

/**
 * Reads a CSV table (RFC 4180, UTF-8) of one row per line. Every line is parsed on its own, so that a quote that is never
 * closed breaks its own row and not the rest of the file. Columns that nobody asks for are ignored.
 *
 * @param read makes something of a row; a `BrokenField` that it throws is reported, and the row left out.
 * @throws UsageError when the file does not have the columns.
 */
export function readTable<T>(
  file: string,
  text: string,
  columns: readonly string[],
  broken: BrokenRows,
  read: (fields: Fields) => T,
): readonly T[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const names = headerOf(file, header, columns);
  return lines.flatMap((line, index) => {
    const place: RowPlace = { file, line: index + 2 };
    if (line.trim() === '') return [];
    if (line.includes(NOT_UTF_8)) return reported(broken, place, 'it is not UTF-8');
    const cells = cellsOf(line);
    if (cells === undefined) return reported(broken, place, 'the quotes in it do not match');
    if (cells.length !== names.length)
      return reported(broken, place, `it has ${cells.length} fields, the header names ${names.length}`);
    const row: Row = Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
    return Fields.read(row, place, broken, read);
  });
}

function headerOf(file: string, header: string, columns: readonly string[]): readonly string[] {
  const names = cellsOf(header) ?? [];
  const missing = columns.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new UsageError(`${file} has no column ${missing.join(', ')} in its first line`);
  return names;
}

/** Undefined when the line is no CSV. */
function cellsOf(line: string): readonly string[] | undefined {
  try {
    const [cells = []] = parse(line, { trim: true });
    return cells;
  } catch {
    return undefined;
  }
}

function reported(broken: BrokenRows, place: RowPlace, reason: string): [] {
  broken.report(place, reason);
  return [];
}
