import type { Projection } from '#kernel';
import { deadlines } from './deadlines.js';
import { sagaInstances } from './instance-page.js';
import { sagaWork } from './work.js';

/** What the sagas themselves need to be projected, and what is shown of them. */
export const sagaReadModels = [deadlines, sagaWork, sagaInstances] as readonly Projection[]; // each knows its own documents
