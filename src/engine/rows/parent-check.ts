import { OutcrossError } from '../../base/errors.ts';
import { hashText } from '../../base/hash.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { planFor } from '../plan-for.ts';
import type { IdSummary } from './id-rows.ts';
import type { RewriteOptions, SummaryPlace } from './rewrite-corpus.ts';
import { runRows } from './run-rows.ts';
import type { TagSummary } from './tag-rows.ts';

interface Named {
  readonly parent: string;
  readonly where: string;
}

/** Sees to it that every parent that is named exists. Holds 8 bytes an example and the distinct parents. */
export class ParentCheck {
  readonly #ids: Uint32Array[] = [];
  readonly #parents = new Map<string, Named>();

  add({ ids, parents }: TagSummary, { shard, rowsBefore }: SummaryPlace): void {
    if (ids !== undefined) this.#ids.push(ids);
    for (const { parent, row } of parents ?? []) {
      if (this.#parents.has(parent)) continue;
      this.#parents.set(parent, { parent, where: `${shard.name}:${row + rowsBefore}` });
    }
  }

  /** Throws `E_PROVENANCE` for the first parent that is neither an example of the corpus nor of the inputs. */
  async requireAll(spec: CorpusSpec, inputs: readonly string[], options: RewriteOptions): Promise<void> {
    if (inputs.length > 0 && this.#parents.size > 0) await this.#gather({ ...spec, inputs }, options);
    const known = sorted(this.#ids);
    for (const { parent, where } of this.#parents.values()) {
      if (holds(known, keyOf(parent))) continue;
      throw new OutcrossError(
        'E_PROVENANCE',
        `${where}: the parent ${JSON.stringify(parent)} does not exist`,
        {
          where,
          hint:
            inputs.length > 0
              ? 'It is no id of the corpus nor of --parents-in.'
              : 'It is no id of the corpus. Name the corpora that parents stand in with --parents-in.',
        },
      );
    }
  }

  async #gather(spec: CorpusSpec, { workers, engine, signal }: RewriteOptions): Promise<void> {
    const how = { workers, engine, signal };
    const shards = await planFor(spec, how);
    const job = {
      kernel: 'ids',
      settings: {},
      spec: { ...spec, provenance: 'ignored' },
      shards,
      outputs: [],
    } as const;
    for await (const fragment of runRows(job, how)) {
      if (fragment.kind === 'end') this.#ids.push((fragment.summary as IdSummary).ids);
    }
  }
}

function keyOf(id: string): bigint {
  const { hi, lo } = hashText(id);
  return (BigInt(hi) << 32n) | BigInt(lo);
}

function sorted(pieces: readonly Uint32Array[]): BigUint64Array {
  const all = new BigUint64Array(pieces.reduce((sum, { length }) => sum + length / 2, 0));
  let at = 0;
  for (const lanes of pieces) {
    for (let i = 0; i < lanes.length; i += 2) all[at++] = (BigInt(lanes[i]) << 32n) | BigInt(lanes[i + 1]);
  }
  return all.sort();
}

function holds(keys: BigUint64Array, key: bigint): boolean {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle] < key) low = middle + 1;
    else high = middle;
  }
  return keys[low] === key;
}
