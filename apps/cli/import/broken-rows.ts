/** Where a row stands: the file's name in the imported folder, and the line counted from 1, the header included. */
export interface RowPlace {
  readonly file: string;
  readonly line: number;
}

/** A row that was left out, and why. */
export interface BrokenRow extends RowPlace {
  readonly reason: string;
}

/** Collects what could not be imported; the rest goes on. */
export class BrokenRows {
  readonly #rows: BrokenRow[] = [];

  report({ file, line }: RowPlace, reason: string): void {
    this.#rows.push({ file, line, reason });
  }

  /** By file and line, whatever the order of their discovery. */
  get all(): readonly BrokenRow[] {
    return [...this.#rows].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  }
}

export const placeOf = ({ file, line }: RowPlace): string => `${file}:${line}`;
