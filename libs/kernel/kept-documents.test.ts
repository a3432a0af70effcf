import { describe, expect, it } from '@jest/globals';
import { documentId, keptDocuments } from './index.js';

const one = documentId('dddddddd-0000-4000-8000-000000000001');
const two = documentId('dddddddd-0000-4000-8000-000000000002');
const reference = (id: typeof one) => ({ documentId: id, sha256: 'd'.repeat(64) });

describe('the documents that a command names', () => {
  it('are kept, in its order', () => {
    expect(keptDocuments([two, one], [reference(two), reference(one)])).toStrictEqual({
      kind: 'kept',
      documents: [reference(two), reference(one)],
    });
    expect(keptDocuments([])).toStrictEqual({ kind: 'kept', documents: [] });
  });

  it.each([
    ['not kept', [reference(one), null]],
    ['not looked for', [reference(one)]],
  ])('the first that is %s is named', (_, kept) => {
    expect(keptDocuments([one, two], kept)).toStrictEqual({
      kind: 'refused',
      code: 'unknown-document',
      facts: { documentId: two },
    });
  });
});
