import { describe, expect, it } from '@jest/globals';
import { addressIn } from './address.js';

class CupboardLocked extends Error {}
const CUPBOARD = { name: 'cupboard', unavailable: CupboardLocked };

describe('the address in a URL', () => {
  it.each([
    ['mongodb://localhost', { hosts: 'localhost', database: 'trade-assurance' }],
    ['mongodb://localhost:27017/', { hosts: 'localhost:27017', database: 'trade-assurance' }],
    ['mongodb://localhost/shop?replicaSet=rs', { hosts: 'localhost', database: 'shop' }],
    ['mongodb://localhost/?replicaSet=rs', { hosts: 'localhost', database: 'trade-assurance' }],
    ['mongodb://me:pass%40word@a:1,b:2,c:3/my%20shop', { hosts: 'a:1,b:2,c:3', database: 'my shop' }],
    ['mongodb+srv://me:word@cluster.example.com/shop', { hosts: 'cluster.example.com', database: 'shop' }],
  ])('knows from %s where the database is', (url, address) => {
    expect(addressIn(url, CUPBOARD)).toEqual(address);
  });

  it.each([
    ['http://localhost/shop', 'the URL of the cupboard is not of the form mongodb://host:port/database'],
    ['mongodb://localhost/100%', "the database's name in the URL of the cupboard is not encoded as in a URL"],
  ])('is not in %s, and the port says so in its own error', (url, message) => {
    expect(() => addressIn(url, CUPBOARD)).toThrow(message);
    expect(() => addressIn(url, CUPBOARD)).toThrow(CupboardLocked);
  });
});
