import { isDuplicate } from './failures.js';

/** Runs an insertion. @returns false when the id was taken: another process, or an earlier attempt, was quicker. */
export async function isInserted(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Runs an upsert, twice if need be: of two that come first at once, the late one finds the id taken, and then the document. */
export async function upserting(upsert: () => Promise<unknown>): Promise<void> {
  if (!(await isInserted(upsert))) await upsert();
}
