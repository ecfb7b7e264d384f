import type { ExampleColumns } from './example-columns.ts';
import type { Near } from './near-index.ts';
import type { RemovalColumns } from './removals.ts';
import { RemovalsBuilder } from './removals-builder.ts';
import type { SharedRun } from './run-index.ts';

/** What a text shares with a reference: one of the two, or both. */
export interface Contamination {
  readonly near?: Near;
  readonly runs?: readonly SharedRun[];
}

/** What was decided of texts. */
export interface Decided {
  readonly examples: Pick<ExampleColumns, 'length' | 'textOf' | 'idOf'>;
  /** Exact hashes of the texts, pairs (hi, lo). */
  readonly hashes: Uint32Array;
  /** By text. */
  readonly contaminated: ReadonlyMap<number, Contamination>;
  /** By text, the example that stays of its cluster. */
  readonly kept: Int32Array;
  /** Estimated similarity of two texts. */
  readonly similarity: (a: number, b: number) => number;
}

/** What becomes of every example, from what was decided of its text. */
export function removeExamples(decided: Decided): RemovalColumns {
  const { examples, contaminated, kept } = decided;
  const out = new RemovalsBuilder();
  // By text that stays, its number + 1: no map, which ends at 2^24 entries.
  const places = new Uint32Array(kept.length);
  for (let example = 0; example < examples.length; example++) {
    const text = examples.textOf(example);
    const contamination = contaminated.get(text);
    if (contamination !== undefined) {
      removeContaminated(out, example, contamination);
      continue;
    }
    const stays = kept[text];
    if (stays === example) continue;
    const other = examples.textOf(stays);
    if (places[other] === 0) places[other] = keep(out, stays, decided) + 1;
    const place = places[other] - 1;
    if (other === text) out.remove(example, 'exact', place, 1);
    else out.remove(example, 'near', place, decided.similarity(text, other));
  }
  return out.finish();
}

function keep(out: RemovalsBuilder, example: number, { examples, hashes }: Decided): number {
  const text = examples.textOf(example);
  return out.keep({ id: examples.idOf(example), hash: { hi: hashes[2 * text], lo: hashes[2 * text + 1] } });
}

/** Removes an example because of what its text shares with a reference. */
export function removeContaminated(
  out: RemovalsBuilder,
  example: number,
  { near, runs }: Contamination,
): void {
  const id = near?.id ?? runs![0].reference;
  const reason = near === undefined ? 'reference-run' : near.exact ? 'reference-exact' : 'reference-near';
  out.remove(example, reason, out.keep({ id }), near?.similarity, runs);
}
