import type { Json } from '#kernel';
import type { AgreedContract, Contract } from './contract.js';

/**
 * What both sides confirm. The consignee enters it as a commitment, SHA-256 over a salt and him: who is told both can check
 * it, the hash tells nobody else who he is, and it stands when he is forgotten.
 */
export function contractHashOf(contract: Contract, salt: string, digest: (value: Json) => string): string {
  const { consignee } = contract;
  if (consignee === undefined) return digest(contract);
  return digest({ ...contract, consignee: { commitment: digest({ salt, value: consignee }) } });
}

/** The contract as it is kept; the salt is as secret as what it protects, and is forgotten with it. */
export const agreedContract = ({ consignee, ...rest }: Contract, salt: string): AgreedContract =>
  consignee === undefined ? rest : { ...rest, consignee: { ...consignee, salt } };
