import { parsePosition, type Position } from '#kernel';
import { badRequest, type Problem } from '../problem/problem.js';

/** Positions as callers see them: with the identity of the store, so that one of another store is not taken for one of this. */
export class Positions {
  constructor(private readonly storeIdentity: string) {}

  toText(position: Position): string {
    return `${this.storeIdentity}-${position}`;
  }

  /** @throws Problem when it is out of form or of another store. */
  fromText(text: string): Position {
    const dash = text.lastIndexOf('-');
    const position = positionIn(text.slice(dash + 1));
    if (dash < 1 || position === undefined)
      throw invalid('position-invalid', 'must be a position that a write answered with');
    if (text.slice(0, dash) !== this.storeIdentity)
      throw invalid('wrong-store-position', 'is a position of another store: it was restored or replaced since');
    return position;
  }
}

function positionIn(digits: string): Position | undefined {
  try {
    return parsePosition(digits);
  } catch {
    return undefined;
  }
}

const invalid = (code: string, message: string): Problem =>
  badRequest(code, `The position ${message}.`, { field: 'after', message });
