/**
 * Maps with at most `limit` calls at once, and hands the results over in the order of the items. At most `limit` items are
 * taken ahead. The first failure ends it: no further item is taken, and calls under way are awaited before it is thrown, so
 * that what they bring is not lost.
 */
export async function* concurrently<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  limit: number,
  call: (item: T) => Promise<R>,
): AsyncGenerator<R, void> {
  const waiting: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const started = call(item);
      // It is awaited in its turn; until then nobody else looks at a failure.
      started.catch(() => {});
      waiting.push(started);
      if (waiting.length >= limit) yield await waiting.shift()!;
    }
    while (waiting.length > 0) yield await waiting.shift()!;
  } finally {
    await Promise.allSettled(waiting);
  }
}
