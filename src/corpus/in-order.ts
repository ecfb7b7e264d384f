/** Calls under way at once: enough to hide the latency of a disk, few enough for its queue. */
const AT_ONCE = 16;

/**
 * `work` of each item, several at once, the results in the order of the items. Where several fail, the error of the
 * first in that order is thrown, so that the same input gives the same error.
 */
export async function mapInOrder<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const part = items.slice(from, from + AT_ONCE);
    for (const settled of await Promise.allSettled(part.map((item, i) => work(item, from + i)))) {
      if (settled.status === 'rejected') throw settled.reason;
      results.push(settled.value);
    }
  }
  return results;
}
