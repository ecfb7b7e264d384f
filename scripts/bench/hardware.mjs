import { availableParallelism, cpus, totalmem } from 'node:os';

/** The machine and the runtime in one line, to stand above figures. */
export function hardwareLine() {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = (totalmem() / 2 ** 30).toFixed(1);
  const runtime = `Node ${process.versions.node} on ${process.platform}-${process.arch}`;
  return `${model}, ${availableParallelism()} cores, ${memory} GiB of memory, ${runtime}`;
}
