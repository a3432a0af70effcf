import { describe } from '@jest/globals';
import { bindingContract } from './contract/binding.js';
import { checkpointContract } from './contract/checkpoints.js';
import { closingContract } from './contract/closing.js';
import { declarationContract } from './contract/declaration.js';
import { documentContract } from './contract/documents.js';
import { generationContract } from './contract/generations.js';
import { pagingContract } from './contract/paging.js';
import { parkedContract } from './contract/parked.js';
import { leaseContract } from './contract/leases.js';
import { inFreshPlace, type Place } from './contract/place.js';
import { queryContract } from './contract/queries.js';
import { sharingContract } from './contract/sharing.js';
import { valueContract } from './contract/values.js';

export type { Place } from './contract/place.js';

/**
 * What a read store is, as tests: every adapter runs the same ones.
 *
 * @param newPlace a place where nothing has been stored yet; each test gets one of its own.
 */
export function readStoreContract(name: string, newPlace: () => Promise<Place>): void {
  describe(`${name} as a read store`, () => {
    const place = inFreshPlace(newPlace);
    describe('documents', () => documentContract(place));
    describe('values', () => valueContract(place));
    describe('queries', () => queryContract(place));
    describe('paging', () => pagingContract(place));
    describe('parked keys', () => parkedContract(place));
    describe('checkpoints', () => checkpointContract(place));
    describe('generations', () => generationContract(place));
    describe('a changed declaration', () => declarationContract(place));
    describe('several stores on one place', () => sharingContract(place));
    describe('bind', () => bindingContract(place));
    describe('a lease', () => leaseContract(place));
    describe('close', () => closingContract(place));
  });
}
