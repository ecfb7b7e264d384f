/** What a promise gives within `patience` milliseconds, else undefined: it goes on. Throws what it throws in that time. */
export async function patiently<T>(promise: Promise<T>, patience: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patience, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    // Whoever asks next is told of a failure that comes later.
    promise.catch(() => {});
  }
}
