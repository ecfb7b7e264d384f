import { contentDigest } from '../../corpus/content-digest.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { DecisionTable } from '../../ledger/review/decision-table.ts';
import { FingerprintCodec } from '../../quality/duplicates/fingerprint.ts';
import type { NearSettings } from '../../quality/duplicates/settings.ts';
import { Signer } from '../../quality/duplicates/signature.ts';
import { holdsId, type IdSetColumns } from '../rows/id-set.ts';
import type { ReviewSettings } from '../rows/reviewer.ts';
import type { RowKernel, RowWriter, ShardPlace } from '../rows/row-kernel.ts';
import { seededKey } from '../rows/seeded-key.ts';
import { isQuestionable } from './conflict.ts';
import { isReadable } from './readable.ts';
import { OUTDATED, Weigher, type WeigherSettings } from './weigher.ts';

/** Which examples may be asked about, and how they are weighed. */
export interface CandidateSettings extends WeigherSettings {
  readonly near: NearSettings;
  /** Of the keys. */
  readonly seed: string;
  /** What was decided before. */
  readonly review?: ReviewSettings;
  /** Examples about which reviewers disagree. */
  readonly disputed?: IdSetColumns;
  /** What a mix would take: a code for each record of the job, 0 enters; and for each shard the place of its first. */
  readonly chosen?: { readonly codes: Uint8Array; readonly firsts: readonly number[] };
}

export interface CandidateSummary {
  readonly candidates: number;
  /** Passed over: decided already, and too long, without text or without a name that a ledger takes. */
  readonly decided: number;
  readonly unreadable: number;
}

/** What goes with a candidate's fingerprint. */
export interface CandidateMarks {
  /** 0 to 1. */
  readonly weight: number;
  /** See `seededKey`. */
  readonly key: number;
}

/** Writes the fingerprint of every candidate to output 0, its marks with it. What is loaded is shared by the kernels. */
export async function candidateRows(
  settings: CandidateSettings,
): Promise<(settings: CandidateSettings, place: ShardPlace) => RowKernel> {
  const weigher = await Weigher.load(settings);
  const table =
    settings.review === undefined
      ? undefined
      : new DecisionTable(settings.review.columns, settings.review.texts);
  return (_, place) => new CandidateKernel(settings, weigher, table, place);
}

class CandidateKernel implements RowKernel {
  readonly #settings: CandidateSettings;
  readonly #weigher: Weigher;
  readonly #table: DecisionTable | undefined;
  readonly #signer: Signer;
  readonly #codec: FingerprintCodec;
  readonly #values: Uint32Array;
  readonly #counts = { candidates: 0, decided: 0, unreadable: 0 };
  readonly #extra = new Float64Array(2);
  readonly #extraBytes = new Uint8Array(this.#extra.buffer);
  #next: number;

  constructor(
    settings: CandidateSettings,
    weigher: Weigher,
    table: DecisionTable | undefined,
    { index }: ShardPlace,
  ) {
    const { near, chosen } = settings;
    this.#settings = settings;
    this.#weigher = weigher;
    this.#table = table;
    this.#signer = new Signer(near);
    this.#codec = new FingerprintCodec(near);
    this.#values = new Uint32Array(near.bands * near.rows);
    this.#next = chosen?.firsts[index] ?? 0;
  }

  map({ example }: CorpusRecord, out: RowWriter): void {
    const { chosen, seed } = this.#settings;
    const code = chosen?.codes[this.#next++] ?? 0;
    if (code !== 0 || !isQuestionable(example.provenance)) return;
    if (!isReadable(example)) {
      this.#counts.unreadable++;
      return;
    }
    const asked = this.#askedAnew(example.id, () => contentDigest(example));
    if (asked === 'decided') {
      this.#counts.decided++;
      return;
    }
    this.#counts.candidates++;
    this.#extra[0] = asked === 'anew' ? OUTDATED : this.#weigher.weigh(example);
    this.#extra[1] = seededKey(seed, example.id);
    const signature = this.#signer.sign(example.text, this.#values);
    out.bytes(0, this.#codec.encode(this.#codec.of(example, signature, this.#extraBytes)));
  }

  end(): CandidateSummary {
    return { ...this.#counts };
  }

  /** Whether it was decided about; `anew` where that has to be done again. */
  #askedAnew(id: string, digest: () => Buffer): 'decided' | 'anew' | undefined {
    const { disputed } = this.#settings;
    if (disputed !== undefined && holdsId(disputed, id)) return 'anew';
    const found = this.#table?.find(id, digest);
    if (found === undefined) return undefined;
    return found.decision === 'outdated' ? 'anew' : 'decided';
  }
}

/** What stands in the extra bytes of a candidate's fingerprint. */
export function marksOf(extra: Uint8Array): CandidateMarks {
  const [weight, key] = new Float64Array(extra.slice().buffer);
  return { weight, key };
}
