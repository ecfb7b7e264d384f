import { comparedText } from '../../corpus/compared-text.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { type Fingerprint, FingerprintCodec } from '../../quality/duplicates/fingerprint.ts';
import type { KeepRule } from '../../quality/duplicates/keep.ts';
import { decodeNearIndex } from '../../quality/duplicates/near-index-codec.ts';
import { type RunColumns, RunIndex, type SharedRun } from '../../quality/duplicates/run-index.ts';
import type { NearSettings } from '../../quality/duplicates/settings.ts';
import { Signer } from '../../quality/duplicates/signature.ts';
import { encodeStanding } from '../../quality/duplicates/standing.ts';
import { laneBytesOf, TokenReader } from '../../quality/duplicates/token-lanes.ts';
import type { ConstructSource } from '../../syntax/construct-source.ts';
import type { RowKernel, RowWriter, ShardPlace } from './row-kernel.ts';

/** What a fingerprint is to hold. */
export interface FingerprintSettings {
  readonly near: NearSettings;
  /** `tokens`: the hashes of all tokens go with it, for a reference. */
  readonly extra?: 'tokens';
  /** The runs that a text shares with this reference go with it. */
  readonly runs?: RunColumns;
  /** For whoever clusters texts elsewhere: the example's standing goes with it, under these rules. */
  readonly keep?: readonly KeepRule[];
  /** For a standing: an index in bytes, of texts that nothing which stays may be a near-duplicate of. */
  readonly reference?: Uint8Array;
}

export interface FingerprintSummary {
  readonly records: number;
}

/** Writes the fingerprint of every example to output 0, as bytes. `constructs`: where the settings compare source code. */
export function fingerprintRows(
  settings: FingerprintSettings,
  _place: ShardPlace,
  constructs?: ConstructSource,
): RowKernel {
  return new FingerprintKernel(settings, constructs);
}

/** Loads what the settings need; the kernels that are made share it. */
export async function loadFingerprintRows({ near }: FingerprintSettings): Promise<typeof fingerprintRows> {
  if (near.unit !== 'constructs') return fingerprintRows;
  const { ConstructSource } = await import('../../syntax/construct-source.ts');
  const source = await ConstructSource.load();
  return (settings, place) => fingerprintRows(settings, place, source);
}

class FingerprintKernel implements RowKernel {
  readonly #signer: Signer;
  readonly #codec: FingerprintCodec;
  readonly #values: Uint32Array;
  readonly #extra: Extra | undefined;
  readonly #constructs: ConstructSource | undefined;
  #records = 0;

  constructor(settings: FingerprintSettings, constructs: ConstructSource | undefined) {
    const { near } = settings;
    this.#constructs = constructs;
    this.#signer = new Signer(near);
    this.#codec = new FingerprintCodec(near);
    this.#values = new Uint32Array(near.bands * near.rows);
    this.#extra = extraOf(settings);
  }

  map({ example }: CorpusRecord, out: RowWriter): void {
    const { language } = example;
    const text = comparedText(example);
    const constructs = language === undefined ? undefined : this.#constructs?.buffers(text, language);
    const signature = this.#signer.sign(text, this.#values, constructs);
    const fingerprint = this.#codec.of(example, signature);
    if (this.#extra !== undefined) fingerprint.extra = this.#extra(text, fingerprint);
    out.bytes(0, this.#codec.encode(fingerprint));
    this.#records++;
  }

  end(): FingerprintSummary {
    return { records: this.#records };
  }
}

/** What goes with a fingerprint. */
type Extra = (text: string, fingerprint: Fingerprint) => Uint8Array;

const NOTHING = new Uint8Array(0);

function extraOf({ extra, runs, keep, reference }: FingerprintSettings): Extra | undefined {
  if (extra === undefined && runs === undefined && keep === undefined) return undefined;
  const reader = new TokenReader();
  if (extra === 'tokens') return (text) => laneBytesOf(reader.read(text));
  const index = runs === undefined ? undefined : new RunIndex(runs);
  const runsOf = (text: string) => index?.find(reader.read(text)) ?? [];
  if (keep !== undefined) {
    const near = reference === undefined ? undefined : decodeNearIndex(reference);
    return (text, fingerprint) => {
      return encodeStanding(fingerprint, keep, near?.nearestAtRest(fingerprint), runsOf(text));
    };
  }
  const encoder = new TextEncoder();
  return (text) => {
    const found = runsOf(text);
    return found.length === 0 ? NOTHING : encoder.encode(JSON.stringify(found));
  };
}

/** The runs that a fingerprint brings with it. */
export function runsOfExtra(extra: Uint8Array): readonly SharedRun[] {
  return extra.length === 0 ? [] : (JSON.parse(new TextDecoder().decode(extra)) as SharedRun[]);
}
