import fc from 'fast-check';
import type { DocumentValue } from '#kernel';
import type { ReadModel } from '../port.js';

export type AnyDoc = Readonly<Record<string, DocumentValue | undefined>>;

export const ANYTHING: ReadModel = { name: 'anything', version: 1, declaration: { fields: {}, indexes: [] } };

/** Names to which a database, its driver or the language gives a meaning of its own. */
export const UNUSUAL_NAMES = [
  '',
  '$set',
  '$ref',
  '$id',
  'a.b',
  '.',
  '100%',
  '%24',
  'a\u0000',
  '_id',
  '_bsontype',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toJSON',
  'toBSON',
  'length',
  '10',
  '9',
  '-1',
  '語',
  '👩‍🌾',
];

/** Under `constructor` toStrictEqual looks for an object's type, and finds two equal lists to be two types. */
export const isNotType = (name: string): boolean => name !== 'constructor';

const fieldName = fc.oneof(
  fc.stringMatching(/^[a-zä語][a-zA-Z0-9ä語_-]{0,10}$/),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.constantFrom(...UNUSUAL_NAMES.filter(isNotType)),
);
export const { anyDoc } = fc.letrec<{ value: DocumentValue; anyDoc: AnyDoc }>((tie) => ({
  anyDoc: fc.dictionary(fieldName, tie('value'), { maxKeys: 6, noNullPrototype: true }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.date({ noInvalidDate: true, min: new Date(-62_135_596_800_000), max: new Date(253_402_300_799_999) }),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('anyDoc'),
  ),
}));
