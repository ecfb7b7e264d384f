import { hashText } from '../../base/hash.ts';
import { comparedText } from '../../corpus/compared-text.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { type Assignment, isHeldOut } from '../../quality/anchor/assignment.ts';
import { FingerprintCodec } from '../../quality/duplicates/fingerprint.ts';
import type { NearSettings } from '../../quality/duplicates/settings.ts';
import { Signer } from '../../quality/duplicates/signature.ts';
import { textSize } from '../../text/size.ts';
import { Tokenizer } from '../../text/tokenizer.ts';
import { RowError, type RowKernel, type ShardPlace } from './row-kernel.ts';
import { stratumValues } from './stratum-values.ts';

export interface AnchorRowsSettings extends Assignment {
  readonly strata: readonly string[];
  readonly near: NearSettings;
  /** Records of unknown origin are taken for human. */
  readonly assumeHuman: boolean;
  /** Records that are not human are left out; without it the first ends the run. */
  readonly leaveOutOthers: boolean;
}

/** Outputs of the kernel: two of records, and fingerprints of the holdout, each with its length before it. */
export const RESERVOIR = 0;
export const HOLDOUT = 1;
export const FINGERPRINTS = 2;

/** What a shard holds of a stratum on one side. */
export interface SideSummary {
  readonly values: readonly (string | null)[];
  readonly heldOut: boolean;
  readonly examples: number;
  readonly tokens: number;
  /** The groups that were met, as hashes of two lanes each. */
  readonly groups: Uint32Array;
}

export interface AnchorSummary {
  readonly sides: readonly SideSummary[];
  readonly leftOut: Readonly<Record<string, number>>;
  readonly assumedHuman: number;
}

/** What a record of unknown origin states once it was vouched for: whoever reads the anchor is to take it for human too. */
const VOUCHED = { provenance: { origin: 'human', evidence: 'declared' } } as const;

/** Parts human data in two by the hash of their groups. */
export function anchorRows(settings: AnchorRowsSettings, { shard }: ShardPlace): RowKernel {
  const { strata, near, assumeHuman, leaveOutOthers } = settings;
  const tokenizer = new Tokenizer();
  const signer = new Signer(near);
  const codec = new FingerprintCodec(near);
  const sides = new Sides();
  const leftOut: Record<string, number> = {};
  let assumedHuman = 0;
  return {
    map(record, out) {
      const { example, value } = record;
      const origin = example.provenance?.origin ?? 'unknown';
      const taken = origin === 'human' || (origin === 'unknown' && assumeHuman);
      if (!taken) {
        if (!leaveOutOthers) throw notHuman(record, origin);
        leftOut[origin] = (leftOut[origin] ?? 0) + 1;
        return;
      }
      if (origin === 'unknown') assumedHuman++;
      const group = groupOf(record, shard.name);
      const heldOut = isHeldOut(group, settings);
      const { tokens } = textSize(example.text, tokenizer);
      sides.add(stratumValues(value, strata), heldOut, group, tokens);
      out.write(heldOut ? HOLDOUT : RESERVOIR, record, origin === 'unknown' ? VOUCHED : undefined);
      if (!heldOut) return;
      const fingerprint = codec.of(example, signer.sign(comparedText(example)));
      out.bytes(FINGERPRINTS, framed(codec.encode(fingerprint)));
    },
    end: (): AnchorSummary => ({ sides: sides.summary(), leftOut, assumedHuman }),
  };
}

/**
 * What an example is assigned by: its group; where it has none but its place in the file, its text, so that it stays on its side
 * when lines before it are added or the file is renamed.
 */
function groupOf({ example }: CorpusRecord, name: string): string {
  const { id, group } = example;
  return group === id && id.startsWith(`${name}#`) ? comparedText(example).trim() : group;
}

function notHuman({ example, row }: CorpusRecord, origin: string): RowError {
  const whose = `the example ${JSON.stringify(example.id)}`;
  return origin === 'unknown'
    ? new RowError(
        'E_PROVENANCE',
        `${whose} does not state that it is human`,
        row,
        'Say who wrote it with `outcross tag`, or vouch for all such examples with --assume-human.',
      )
    : new RowError(
        'E_PROVENANCE',
        `${whose} is ${origin}: an anchor is of human data`,
        row,
        'Leave such examples out with --leave-out-others.',
      );
}

/** Four bytes of length, then the bytes. */
function framed(bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(4 + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length, true);
  frame.set(bytes, 4);
  return frame;
}

interface Tally {
  readonly values: readonly (string | null)[];
  readonly heldOut: boolean;
  readonly groups: Set<string>;
  examples: number;
  tokens: number;
}

class Sides {
  readonly #tallies = new Map<string, Tally>();

  add(values: readonly (string | null)[], heldOut: boolean, group: string, tokens: number): void {
    const key = JSON.stringify([heldOut, ...values]);
    let tally = this.#tallies.get(key);
    if (tally === undefined) {
      tally = { values, heldOut, groups: new Set(), examples: 0, tokens: 0 };
      this.#tallies.set(key, tally);
    }
    tally.examples++;
    tally.tokens += tokens;
    tally.groups.add(group);
  }

  summary(): SideSummary[] {
    return [...this.#tallies.values()].map(({ groups, ...tally }) => ({ ...tally, groups: lanesOf(groups) }));
  }
}

function lanesOf(groups: ReadonlySet<string>): Uint32Array {
  const lanes = new Uint32Array(2 * groups.size);
  let at = 0;
  for (const group of groups) {
    const { hi, lo } = hashText(group);
    lanes[at++] = hi;
    lanes[at++] = lo;
  }
  return lanes;
}
