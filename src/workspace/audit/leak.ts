import { createHash } from 'node:crypto';
import type { LeakFacts } from '../../audit/facts.ts';
import { hashText } from '../../base/hash.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { planFor } from '../../engine/plan-for.ts';
import type { IdSummary } from '../../engine/rows/id-rows.ts';
import { runRows } from '../../engine/rows/run-rows.ts';
import type { SurveySummary } from '../../engine/rows/survey-rows.ts';
import { type Anchor, openAnchor } from '../../quality/anchor/open-anchor.ts';
import { type Gathering, hooksOf } from './gathering.ts';

/** What of a set is not to be in it. */
export interface SetScan {
  readonly leak?: LeakFacts;
  readonly rejected: number;
}

/**
 * Looks through a set for examples of the holdout, by text and by id, and for ids that were rejected in review. Read once for each
 * state of set, holdout and review.
 */
export async function scanSet(
  spec: CorpusSpec,
  digest: string,
  anchorFolder: string | undefined,
  rejected: ReadonlySet<string>,
  gathering: Gathering,
): Promise<SetScan> {
  const anchor = anchorFolder === undefined ? undefined : await openAnchor(anchorFolder);
  const { inputs: _, ...reading } = spec;
  const ids = createHash('sha256')
    .update(JSON.stringify([...rejected].sort()))
    .digest('hex');
  const parts = { scan: digest, guard: anchor?.document.guard.sha256 ?? null, rejected: ids, reading };
  return gathering.cache.value(parts, async () => {
    const own = await idsOf(spec, gathering);
    const inside = [...rejected].filter((id) => own.has(keyOf(id))).length;
    if (anchor === undefined) return { rejected: inside };
    return { leak: await leakOf(spec, own, anchor, gathering), rejected: inside };
  });
}

async function leakOf(
  spec: CorpusSpec,
  own: ReadonlySet<number>,
  anchor: Anchor,
  gathering: Gathering,
): Promise<LeakFacts> {
  let examples = 0;
  let near = 0;
  const shards = await planFor(spec, hooksOf(gathering));
  const settings = { seed: 'audit', guard: anchor.guardBytes };
  const job = { kernel: 'survey', settings, spec, shards, outputs: [] } as const;
  for await (const fragment of runRows(job, hooksOf(gathering))) {
    if (fragment.kind !== 'end') continue;
    const { records, guarded } = fragment.summary as SurveySummary;
    examples += records;
    for (const flag of guarded) near += flag;
  }
  const { inputs: _, format: __, ...fields } = spec;
  let ids = 0;
  for (const key of await idsOf({ ...fields, inputs: [anchor.holdout] }, gathering)) if (own.has(key)) ids++;
  return { examples, near, ids };
}

/** Ids of a corpus by 53 bits of their hash: two of a million share them with chance below 1e-4. */
async function idsOf(spec: CorpusSpec, gathering: Gathering): Promise<Set<number>> {
  const keys = new Set<number>();
  const shards = await planFor(spec, hooksOf(gathering));
  const job = { kernel: 'ids', settings: {}, spec, shards, outputs: [] } as const;
  for await (const fragment of runRows(job, hooksOf(gathering))) {
    if (fragment.kind !== 'end') continue;
    const { ids } = fragment.summary as IdSummary;
    for (let i = 0; i < ids.length; i += 2) keys.add(joined(ids[i], ids[i + 1]));
  }
  return keys;
}

function keyOf(id: string): number {
  const { hi, lo } = hashText(id);
  return joined(hi, lo);
}

function joined(hi: number, lo: number): number {
  return hi * 2 ** 21 + (lo >>> 11);
}
