/** Which blobs are documents: known without the framework, for a command line that starts in an instant. */
export { blobNames, likelyNamedIn } from './blob-names.js';
