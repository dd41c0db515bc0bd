import { Refusal } from '../refusal.ts';

/** What came of something, or the refusal that it met: a refusal is an answer that changed nothing, so the others go on. */
export async function refusalOf<T>(work: Promise<T>): Promise<T | Refusal> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
