import { OutcrossError } from '../../base/errors.ts';
import { StagedFolder } from '../../base/staged-folder.ts';
import { refuseExisting } from '../../corpus/existing.ts';
import type { CorpusSpec } from '../../corpus/source.ts';
import {
  ANCHOR_FILE,
  ANCHOR_SCHEMA,
  type AnchorDocument,
  GUARD_FILE,
} from '../../quality/anchor/anchor-document.ts';
import { judgeStrata, type Side } from '../../quality/anchor/strata.ts';
import { encodeNearIndex } from '../../quality/duplicates/near-index-codec.ts';
import { planFor } from '../plan-for.ts';
import type { AnchorSummary } from './anchor-rows.ts';
import { type AnchorOptions, anchorSettings, requireSameSplit } from './anchor-settings.ts';
import { anchorFile, profileSide, tailsOf, writeAnchorFile, writeProfileOf } from './anchor-sides.ts';
import { FingerprintSink } from './fingerprint-sink.ts';
import { requireApartFrom } from './overlap.ts';
import { type OwnSink, type RewriteOutput, rewriteShards } from './rewrite-corpus.ts';
import { StrataSum } from './strata-sum.ts';

/** Bytes of a shard. */
const SHARD_BYTES = 8 * 1024 * 1024;

/**
 * Splits human data into a reservoir, which may enter mixes, and a frozen holdout, which is only measured against, and writes both into
 * a folder with their profiles, with what guards the holdout, and with `anchor.json`. The folder appears whole. Throws as
 * `rewriteCorpus`; `E_PROVENANCE` for an example that is not human; `E_PARAMETER` for settings out of bounds, and for others than
 * those of the anchor that stands in the folder; `E_EMPTY` where a side would hold nothing.
 */
export async function anchorCorpus(
  spec: CorpusSpec,
  path: string,
  options: AnchorOptions = {},
): Promise<AnchorDocument> {
  const settings = anchorSettings(spec, options);
  if (options.replace === true) await requireSameSplit(path, settings);
  else await refuseExisting({ path, folder: true, format: 'jsonl', compression: 'none' });
  const shards = await planFor(spec, { ...options, targetBytes: options.targetBytes ?? SHARD_BYTES });
  await requireApartFrom(shards, [path]);
  const folder = await StagedFolder.open(path);
  try {
    const sink = new FingerprintSink(options.near);
    const strata = new StrataSum();
    const left = new LeftOut();
    const { outputs, malformed } = await rewriteShards(
      shards,
      spec,
      {
        kernel: 'anchor',
        settings: {
          ...settings,
          near: sink.index.settings,
          assumeHuman: options.assumeHuman === true,
          leaveOutOthers: options.leaveOutOthers === true,
        },
        outputs: [side(folder, 'reservoir'), side(folder, 'holdout'), { sink }],
      },
      {
        ...options,
        onSummary: (summary) => {
          strata.add((summary as AnchorSummary).sides);
          left.add(summary as AnchorSummary);
        },
      },
    );
    const whole = strata.whole();
    requireBoth(whole, settings.holdout, path);
    const reservoir = await profileSide(spec, folder.file('reservoir.jsonl'), options);
    const holdout = await profileSide(spec, folder.file('holdout.jsonl'), options);
    const { temporary } = folder;
    const document: AnchorDocument = {
      schema: ANCHOR_SCHEMA,
      version: options.version ?? 'unknown',
      settings,
      inputs: [...new Set(shards.map(({ name }) => name))],
      reservoir: {
        ...whole.reservoir,
        corpus: anchorFile(outputs[0].files[0]),
        profile: await writeProfileOf(temporary, 'reservoir', reservoir),
      },
      holdout: {
        ...whole.holdout,
        corpus: anchorFile(outputs[1].files[0]),
        profile: await writeProfileOf(temporary, 'holdout', holdout),
      },
      guard: {
        ...(await writeAnchorFile(temporary, GUARD_FILE, encodeNearIndex(sink.index))),
        entries: sink.index.length,
        near: sink.index.settings,
      },
      strata: judgeStrata(strata.strata(), settings.holdout, settings.leastGroups),
      tails: tailsOf(reservoir, holdout, settings.holdout),
      leftOut: left.byOrigin(),
      assumedHuman: left.assumedHuman,
      malformed,
    };
    const text = `${JSON.stringify(document, undefined, 2)}\n`;
    await writeAnchorFile(temporary, ANCHOR_FILE, Buffer.from(text));
    await folder.commit();
    return document;
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

function side(folder: StagedFolder, name: string): RewriteOutput | OwnSink {
  return { path: folder.file(`${name}.jsonl`) };
}

class LeftOut {
  assumedHuman = 0;
  readonly #byOrigin = new Map<string, number>();

  add({ leftOut, assumedHuman }: AnchorSummary): void {
    this.assumedHuman += assumedHuman;
    for (const [origin, count] of Object.entries(leftOut)) {
      this.#byOrigin.set(origin, (this.#byOrigin.get(origin) ?? 0) + count);
    }
  }

  byOrigin(): Record<string, number> {
    return Object.fromEntries([...this.#byOrigin].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

function requireBoth(
  { reservoir, holdout }: { readonly reservoir: Side; readonly holdout: Side },
  share: number,
  path: string,
): void {
  const groups = reservoir.groups + holdout.groups;
  if (groups === 0) {
    throw new OutcrossError('E_EMPTY', 'there is no human example to anchor to', {
      where: path,
      hint: 'Tag the corpus first (`outcross tag`), or vouch for examples of unknown origin with --assume-human.',
    });
  }
  if (reservoir.groups > 0 && holdout.groups > 0) return;
  const empty = holdout.groups === 0 ? 'holdout' : 'reservoir';
  throw new OutcrossError(
    'E_EMPTY',
    `the ${empty} would hold nothing: ${groups} groups, of which ${share} are held out`,
    {
      where: path,
      hint: 'Groups are never parted. Bring more data, name a finer group with --group-field, or change --holdout.',
    },
  );
}
