import { describe, expect, it } from '@jest/globals';
import { position, type RecordedEvent } from '#kernel';
import { sagas } from './index.js';

const alien = (type: string): RecordedEvent => ({
  ...{ id: 'e', stream: 's', revision: 0, position: position(0n), type, data: {} },
  metadata: {} as RecordedEvent['metadata'], // another hand wrote it
});

describe.each(sagas.map((saga) => [saga.name, saga] as const))('the saga %s', (_, saga) => {
  it.each(saga.types)('makes up no instance for a %s that has not its data', (type) => {
    expect(() => saga.key(alien(type))).toThrow(TypeError);
  });
});
