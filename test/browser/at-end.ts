const works: (() => void)[] = [];

process.once('exit', () => {
  for (const work of works) work();
});

// Vitest ends its processes by this signal, after which nothing would be told of the exit.
process.once('SIGTERM', () => process.exit());

/** Does something, at once, when this process ends. */
export function atEnd(work: () => void): void {
  works.push(work);
}
