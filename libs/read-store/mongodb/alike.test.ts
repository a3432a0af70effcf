import { orderStatus } from '#read-models/order-status';
import { orderDocuments } from '../../../test/support/order-documents.js';
import { alikeTests } from './testing/alike.js';
import { onPeer } from './testing/place.js';

const place = onPeer();
alikeTests(() => place.open(), orderStatus, orderDocuments);
