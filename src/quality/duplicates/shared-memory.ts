interface ArrayType<A> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: SharedArrayBuffer): A;
}

/** A copy of `from` in memory that threads share. */
export function inShared<A extends { set(from: ArrayLike<number>): void }>(
  Made: ArrayType<A>,
  from: ArrayLike<number>,
): A {
  const made = new Made(new SharedArrayBuffer(from.length * Made.BYTES_PER_ELEMENT));
  made.set(from);
  return made;
}
