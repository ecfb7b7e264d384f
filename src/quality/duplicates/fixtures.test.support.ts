import { tmpdir } from 'node:os';
import { Rng } from '../../base/rng.ts';
import { temporaryFolder } from '../../base/temporary-folder.test.support.ts';
import type { Example } from '../../corpus/example.ts';
import { type Deduplicated, Deduplicator, type DedupOptions } from './deduplicator.ts';
import { FingerprintCodec } from './fingerprint.ts';
import type { SharedRun } from './run-index.ts';
import { DEFAULT_NEAR } from './settings.ts';
import { Signer } from './signature.ts';

/** `n` words drawn from a vocabulary of 5,000. */
export function words(rng: Rng, n: number): string[] {
  return Array.from({ length: n }, () => `w${rng.int(5000).toString(36)}`);
}

/** The text with each word replaced with probability `rate` by one that stands nowhere else. */
export function edited(rng: Rng, text: string, rate: number): string {
  return text
    .split(' ')
    .map((word) => (rng.next() < rate ? `x${rng.uint32().toString(36)}` : word))
    .join(' ');
}

/** Texts of which `copies` at a time descend from one another, each a few words off. */
export function families(seed: string, originals: number, copies: number, rate = 0.01): Example[] {
  const rng = new Rng(seed);
  return Array.from({ length: originals }).flatMap((_, family) => {
    let text = words(rng, 60 + rng.int(100)).join(' ');
    return Array.from({ length: copies }, (_, copy) => {
      if (copy > 0) text = edited(rng, text, rate);
      return { id: `${family}-${copy}`, group: '', text };
    });
  });
}

export function temporary(): string {
  return temporaryFolder('outcross-dedup-test-');
}

/** De-duplicates examples in memory, through the bytes that go from thread to thread. */
export async function dedup(
  examples: readonly Example[],
  options: Partial<DedupOptions> = {},
  runsOf: (example: Example) => readonly SharedRun[] = () => [],
): Promise<Deduplicated> {
  const settings = options.settings ?? DEFAULT_NEAR;
  const signer = new Signer(settings);
  const codec = new FingerprintCodec(settings);
  const deduplicator = new Deduplicator({ temporary: tmpdir(), ...options, settings });
  try {
    for (const [i, example] of examples.entries()) {
      const bytes = codec.encode(codec.of(example, signer.sign(example.text)));
      deduplicator.add(codec.decode(bytes), runsOf(example));
      if (i % 64 === 0) await deduplicator.settle();
    }
    return await deduplicator.finish();
  } finally {
    await deduplicator.close();
  }
}

/** Ids of the examples that go, each with what stays in its stead. */
export function removedOf(examples: readonly Example[], { removals }: Deduplicated): Map<string, string> {
  return new Map(
    examples.flatMap(({ id }, i) => {
      const removal = removals.of(i);
      return removal === undefined ? [] : [[id, `${removal.kept} ${removal.cluster} ${removal.similarity}`]];
    }),
  );
}
