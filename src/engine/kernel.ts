import { hashText } from '../base/hash.ts';
import type { Example } from '../corpus/example.ts';
import { blockOf, ProfileAccumulator, type Thresholds } from '../profile/accumulator.ts';
import { encodeProfile } from '../profile/codec.ts';
import type { KernelName, Task } from './engine.ts';
import { buildersOf, type NamedBuilder } from './facet-builders.ts';

/** What is done with the examples of shards, one shard after the other. The same code under every engine. */
export interface Kernel {
  /** Not called again before the promise is fulfilled. */
  add(examples: readonly Example[]): void | Promise<void>;
  /** An example was kept though its bytes were no valid text. */
  invalidEncoding(): void;
  /** What became of all that was added, as bytes to merge; their buffer belongs to the caller. Called once. */
  finish(): Uint8Array;
  /** What another kernel may begin with whose part is merged with this one's. */
  thresholds(): Thresholds;
}

const KERNELS: Readonly<Record<KernelName, (task: Task, from?: Thresholds) => Kernel>> = {
  profile: (task, from) => {
    const builders = buildersOf(task);
    const source = builders.find(({ tokens }) => tokens !== undefined)?.tokens;
    return new ProfileKernel(new ProfileAccumulator(task.settings, source, from), builders);
  },
};

/** `from`: thresholds of a part of the same corpus, which this part is to be merged with. */
export function createKernel(task: Task, from?: Thresholds): Kernel {
  return KERNELS[task.kernel](task, from);
}

/** Malformed rows are left to the holder of all shards: only it knows where in the file a shard's rows begin. */
class ProfileKernel implements Kernel {
  readonly #accumulator: ProfileAccumulator;
  readonly #builders: readonly NamedBuilder[];

  constructor(accumulator: ProfileAccumulator, builders: readonly NamedBuilder[]) {
    this.#accumulator = accumulator;
    this.#builders = builders;
  }

  add(examples: readonly Example[]): void | Promise<void> {
    if (this.#builders.length > 0) return this.#build(examples);
    for (const example of examples) this.#accumulator.add(example);
  }

  async #build(examples: readonly Example[]): Promise<void> {
    const blocks = Uint8Array.from(examples, ({ group }) => blockOf(hashText(group)));
    for (const { builder } of this.#builders) await builder.add(examples, blocks);
    // After the builders: tokens may come of what one of them made ready.
    for (const example of examples) this.#accumulator.add(example);
  }

  invalidEncoding(): void {
    this.#accumulator.invalidEncoding();
  }

  thresholds(): Thresholds {
    return this.#accumulator.thresholds();
  }

  finish(): Uint8Array {
    const facets = new Map(this.#builders.map(({ kind, builder }) => [kind, builder.finish()]));
    return encodeProfile({ ...this.#accumulator.finish(), facets });
  }
}
