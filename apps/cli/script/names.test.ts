import { describe, expect, it } from '@jest/globals';
import { bound, namesIn, valueAt } from './names.js';

describe('names in a script', () => {
  it('are found in every text, and nowhere else', () => {
    const step = { post: '/v1/orders/{order}/payments', body: { list: ['{a1}', 2, null], text: 'a {b} and {a1}' } };
    expect(namesIn(step)).toStrictEqual(['order', 'a1', 'b', 'a1']);
    expect(namesIn({ body: '{}, { x } and {Not}' })).toStrictEqual([]);
  });

  it('are replaced by their values, in lists and in the midst of a text', () => {
    const names = new Map([
      ['a', '1'],
      ['b', '$&'],
    ]);
    expect(bound({ list: ['{a}', 2, null], text: 'x{b}y{c}' }, names)).toStrictEqual({
      list: ['1', 2, null],
      text: 'x$&y{c}',
    });
  });

  it('stand for what a path leads to', () => {
    const body = { id: 'o', offers: [{ number: 3 }], open: false, inner: {} };
    const at = (path: string) => valueAt(body, path);
    expect(['id', 'offers.0.number', 'open'].map(at)).toStrictEqual(['o', '3', 'false']);
    expect(['inner', 'offers.1.number', 'id.x', 'toString'].map(at)).toStrictEqual(Array(4).fill(undefined));
  });
});
