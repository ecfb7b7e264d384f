import { hashText } from '../../base/hash.ts';
import type { Origin } from '../../corpus/example.ts';
import { fieldAt } from '../../corpus/fields.ts';
import { statedProvenance } from '../../corpus/provenance.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import type { TagSettings } from '../../quality/provenance/tag-rules.ts';
import { Tagger } from '../../quality/provenance/tagger.ts';
import { RowError, type RowKernel, type ShardPlace } from './row-kernel.ts';

export interface TagRowsSettings extends TagSettings {
  /** Gather what a check of parents needs. */
  readonly gatherParents?: boolean;
  /** Write the example's id into rows that have none: a place in the input means nothing in the output. */
  readonly idField?: string;
}

/** What tagging found in a shard. */
export interface TagSummary {
  readonly records: number;
  /** Records by the rule that spoke. */
  readonly byRule: readonly number[];
  /** Records that now state something that they did not. */
  readonly changed: number;
  /** Of these, records of which something that they stated was replaced. */
  readonly replaced: number;
  readonly conflicts: number;
  /** Records without an origin, still. */
  readonly untagged: number;
  /** Records by the origin that they state as they are written. */
  readonly origins: Readonly<Partial<Record<Origin, number>>>;
  /** Hashes of the ids, two lanes each; only where parents are gathered. */
  readonly ids?: Uint32Array;
  readonly parents?: readonly ParentPlace[];
}

/** A parent that a record names, and the first record of the shard that does. */
export interface ParentPlace {
  readonly parent: string;
  readonly row: number;
}

/** Tags records into output 0. */
export function tagRows(settings: TagRowsSettings, { shard }: ShardPlace): RowKernel {
  const tagger = new Tagger(settings, shard.name);
  const family = settings.gatherParents === true ? new Family() : undefined;
  const byRule = (settings.rules ?? []).map(() => 0);
  const origins: Partial<Record<Origin, number>> = {};
  const counts = { records: 0, changed: 0, replaced: 0, conflicts: 0, untagged: 0 };
  return {
    map(record, out) {
      const { change, rule, conflict, fault, hint, hasOrigin, replaced } = tagger.tag(record.value);
      if (fault !== undefined) throw new RowError('E_PROVENANCE', fault, record.row, hint);
      counts.records++;
      if (rule !== undefined) byRule[rule]++;
      if (!hasOrigin) counts.untagged++;
      if (change !== undefined) counts.changed++;
      if (replaced === true) counts.replaced++;
      if (conflict !== undefined) {
        counts.conflicts++;
        out.note(record, { id: 'provenance.conflict', message: conflict });
      }
      const origin = originAfter(record, change?.origin);
      origins[origin] = (origins[origin] ?? 0) + 1;
      family?.add(record, change?.parents);
      const fields = missingId(record, settings.idField);
      const whole =
        change === undefined && fields === undefined
          ? undefined
          : {
              ...(change === undefined ? {} : { provenance: change }),
              ...(fields === undefined ? {} : { fields }),
            };
      out.write(0, record, whole);
    },
    end: (): TagSummary => ({ ...counts, byRule, origins, ...family?.summary() }),
  };
}

function originAfter({ value }: CorpusRecord, set: Origin | undefined): Origin {
  if (set !== undefined) return set;
  const stated = statedProvenance(value);
  return (stated.reason === undefined ? stated.parts.origin : undefined) ?? 'unknown';
}

function missingId(
  { value, example }: CorpusRecord,
  field: string | undefined,
): Record<string, string> | undefined {
  if (field === undefined) return undefined;
  const held = fieldAt(value, field);
  return held === undefined || held === null || held === '' ? { [field]: example.id } : undefined;
}

/** Gathers ids, and the parents that records name. */
class Family {
  readonly #ids: number[] = [];
  readonly #parents = new Map<string, ParentPlace>();

  add({ example, value, row }: CorpusRecord, set: readonly string[] | undefined): void {
    const { hi, lo } = hashText(example.id);
    this.#ids.push(hi, lo);
    const stated = statedProvenance(value);
    const parents = set ?? (stated.reason === undefined ? stated.parts.parents : undefined);
    for (const parent of parents ?? []) {
      if (!this.#parents.has(parent)) this.#parents.set(parent, { parent, row });
    }
  }

  summary(): Pick<TagSummary, 'ids' | 'parents'> {
    return { ids: Uint32Array.from(this.#ids), parents: [...this.#parents.values()] };
  }
}
