import type { Example } from '../corpus/example.ts';
import { ProfileAccumulator } from '../profile/accumulator.ts';
import { encodeProfile } from '../profile/codec.ts';
import type { KernelName, Task } from './engine.ts';

/** What is done with the examples of shards, one shard after the other. The same code under every engine. */
export interface Kernel {
  add(examples: readonly Example[]): void;
  /** An example was kept though its bytes were no valid text. */
  invalidEncoding(): void;
  /** What became of all that was added, as bytes to merge; their buffer belongs to the caller. Called once. */
  finish(): Uint8Array;
}

const KERNELS: Readonly<Record<KernelName, (task: Task) => Kernel>> = {
  profile: ({ settings }) => new ProfileKernel(new ProfileAccumulator(settings)),
};

export function createKernel(task: Task): Kernel {
  return KERNELS[task.kernel](task);
}

/** Malformed rows are left to the holder of all shards: only it knows where in the file a shard's rows begin. */
class ProfileKernel implements Kernel {
  readonly #accumulator: ProfileAccumulator;

  constructor(accumulator: ProfileAccumulator) {
    this.#accumulator = accumulator;
  }

  add(examples: readonly Example[]): void {
    for (const example of examples) this.#accumulator.add(example);
  }

  invalidEncoding(): void {
    this.#accumulator.invalidEncoding();
  }

  finish(): Uint8Array {
    return encodeProfile(this.#accumulator.finish());
  }
}
