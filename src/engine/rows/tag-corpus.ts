import type { SinkResult } from '../../corpus/block-sink.ts';
import type { Origin } from '../../corpus/example.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import { checkTagSettings, ruleName } from '../../quality/provenance/check-settings.ts';
import type { TagSettings } from '../../quality/provenance/tag-rules.ts';
import { ParentCheck } from './parent-check.ts';
import { type RewriteOptions, type RewriteOutput, rewriteCorpus } from './rewrite-corpus.ts';
import type { TagRowsSettings, TagSummary } from './tag-rows.ts';

export interface TagOptions extends Omit<RewriteOptions, 'onSummary' | 'beforeCommit'> {
  /** Each parent that an example names must be an example of the corpus, or of these inputs. */
  readonly checkParents?: { readonly inputs: readonly string[] };
  /** Write the example's id into rows that have none. */
  readonly writeIds?: boolean;
}

/** What tagging a corpus came to. */
export interface TagResult {
  readonly output: SinkResult;
  /** Records written. */
  readonly records: number;
  readonly changed: number;
  readonly replaced: number;
  readonly conflicts: number;
  readonly untagged: number;
  /** Records by the origin that they state as they were written. */
  readonly origins: Readonly<Partial<Record<Origin, number>>>;
  /** The rules, and how many records each spoke for. */
  readonly rules: readonly { readonly name: string; readonly records: number }[];
  readonly malformed: number;
  readonly invalidEncoding: number;
}

/**
 * Writes a corpus with provenance on every example that `settings` say something of. Rows that state something else are
 * handed to `onNote` (`provenance.conflict`) and written as they stand, unless `settings.existing` says otherwise. Throws as
 * `rewriteCorpus`; `E_PROVENANCE` for a value outside its vocabulary, with the row's file and line, and for a parent that
 * does not exist where parents are checked.
 */
export async function tagCorpus(
  spec: CorpusSpec,
  settings: TagSettings,
  output: RewriteOutput,
  options: TagOptions = {},
): Promise<TagResult> {
  checkTagSettings(settings);
  const { checkParents, writeIds, ...how } = options;
  const rowSettings: TagRowsSettings = {
    ...settings,
    ...(checkParents === undefined ? {} : { gatherParents: true }),
    ...(writeIds === true ? { idField: spec.idField ?? 'id' } : {}),
  };
  const counts = new TagCounts((settings.rules ?? []).length);
  const parents = checkParents === undefined ? undefined : new ParentCheck();
  const { outputs, ...trouble } = await rewriteCorpus(
    { ...spec, provenance: 'ignored' },
    { kernel: 'tag', settings: rowSettings, outputs: [output] },
    {
      ...how,
      onSummary: (summary, place) => {
        counts.add(summary as TagSummary);
        parents?.add(summary as TagSummary, place);
      },
      beforeCommit: () => parents?.requireAll(spec, checkParents!.inputs, how),
    },
  );
  const { byRule, ...rest } = counts;
  const rules = byRule.map((records, i) => ({ name: ruleName(settings.rules![i], i), records }));
  return { output: outputs[0], ...rest, rules, ...trouble };
}

class TagCounts {
  records = 0;
  changed = 0;
  replaced = 0;
  conflicts = 0;
  untagged = 0;
  readonly origins: Partial<Record<Origin, number>> = {};
  readonly byRule: number[];

  constructor(rules: number) {
    this.byRule = new Array<number>(rules).fill(0);
  }

  add(summary: TagSummary): void {
    this.records += summary.records;
    this.changed += summary.changed;
    this.replaced += summary.replaced;
    this.conflicts += summary.conflicts;
    this.untagged += summary.untagged;
    for (const [origin, records] of Object.entries(summary.origins) as [Origin, number][]) {
      this.origins[origin] = (this.origins[origin] ?? 0) + records;
    }
    for (const [i, records] of summary.byRule.entries()) this.byRule[i] += records;
  }
}
