import { BUYER, SUPPLIER, type Api, type Written } from '../api.js';
import { file, pdf, PNG } from '../documents.js';

/** A contract before there is an order, and a picture of one that is looked at and downloaded. @param order its path. */
export async function documentsInCustody(api: Api, order: string): Promise<void> {
  const early = `/v1/documents?purpose=contract&buyer=${BUYER[1]}&supplier=${SUPPLIER[1]}`;
  await api.upload(SUPPLIER, early, pdf('The contract.'), { headers: file('contract.pdf', 'application/pdf') });
  const headers = file('seams.png', 'image/png');
  const { body } = await api.upload(BUYER, `${order}/documents?purpose=evidence`, PNG, { headers });
  const { id } = body as Written;
  await api.get(SUPPLIER, `/v1/documents/${id}`);
  await api.get(SUPPLIER, `/v1/documents/${id}/content`);
}
