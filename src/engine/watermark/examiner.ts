import { type Calibration, type KeyCalibration, thresholdOf } from '../../watermark/calibration.ts';
import { rescaledPool } from '../../watermark/human-pools.ts';
import { HumanScale, humanTexts, type Rescaled } from '../../watermark/human-scale.ts';
import type { WatermarkKey } from '../../watermark/key/key.ts';
import { openKey } from '../../watermark/key/open-key.ts';
import type { Detector, Evidence } from '../../watermark/scheme.ts';
import { isAbove, joined, uniformPValue } from '../../watermark/share.ts';
import {
  DEFAULT_LEAST,
  DEFAULT_LEVEL,
  judge,
  tokenFault,
  type Verdict,
  type VerdictSettings,
} from '../../watermark/verdict.ts';

export interface ExaminerSettings {
  readonly keys: readonly WatermarkKey[];
  /** See `VerdictSettings`. */
  readonly level?: number;
  readonly least?: number;
  readonly calibration?: Calibration;
}

/** What one key says of a text. */
export interface KeyVerdict extends Verdict {
  readonly key: string;
  readonly scheme: string;
}

/** What all keys say of a text. */
export interface Examined {
  /** The strongest: a mark before anything else, then the smallest p-value. */
  readonly best: KeyVerdict;
  readonly all: readonly KeyVerdict[];
  /** Whether the p-value of all keys together is above one half; undefined where there is none. */
  readonly above?: boolean;
  /** By key: what human text `above` rests on. */
  readonly rests?: readonly Rescaled['rests'][];
  /** Whether `above` takes human p-values for uniform under a key. */
  readonly assumed?: boolean;
}

/** What is known of human text under a key. */
interface Human {
  readonly calibration?: KeyCalibration;
  readonly scale?: HumanScale;
}

/** Holds texts against keys. */
export class Examiner {
  readonly detectors: readonly Detector[];
  readonly #settings: ExaminerSettings;
  readonly #human: readonly Human[];

  constructor(settings: ExaminerSettings) {
    this.#settings = settings;
    this.detectors = settings.keys.map((key) => openKey(key).detector());
    this.#human = settings.keys.map((key) => humanUnder(key, settings.calibration));
  }

  examine(tokens: readonly number[], prompt?: readonly number[]): Examined {
    const all = this.#settings.keys.map((_, i) => this.#verdict(i, tokens, prompt));
    return { best: strongest(all), all, ...this.#above(all, tokens) };
  }

  /** A text whose tokens cannot be had. */
  unexamined(reason: string): Examined {
    const all = this.#settings.keys.map((key) => notVerifiable(key, reason));
    return { best: all[0], all };
  }

  #verdict(place: number, tokens: readonly number[], prompt: readonly number[] = []): KeyVerdict {
    const key = this.#settings.keys[place];
    const { vocabulary } = key.parameters;
    const fault = tokenFault(tokens, vocabulary) ?? tokenFault(prompt, vocabulary);
    if (fault !== undefined) return notVerifiable(key, fault);
    const tally = this.detectors[place].tally();
    tally.add(tokens, prompt);
    const evidence = tally.evidence();
    const { calibration, scale } = this.#human[place];
    const threshold = thresholdOf(calibration, evidence, this.#level / this.#settings.keys.length);
    const { pValue, scored } = evidence;
    const human = pValue === undefined ? undefined : scale?.rescale(pValue, scored)?.pValue;
    return this.#judged(key, evidence, {
      tried: this.#settings.keys.length,
      ...(threshold === undefined ? {} : { threshold }),
      // Never more lenient than theory: a text of another kind than was measured would be tagged.
      ...(human === undefined ? {} : { calibrated: Math.max(human, pValue!) }),
    });
  }

  /** Evidence of texts together, `distinct` positions, under the key at `place`, of several that were `tried`. */
  pooled(place: number, evidence: Evidence, distinct: number, tried: number): KeyVerdict {
    const human = rescaledPool(this.#human[place].calibration?.pools, evidence, distinct);
    return this.#judged(this.#settings.keys[place], evidence, {
      tried,
      ...(human === undefined ? {} : { calibrated: human }),
    });
  }

  /** See `humanTexts`; `rests` by key, each by bucket. */
  humanTexts({
    texts,
    rests,
  }: {
    readonly texts: number;
    readonly rests: readonly (readonly number[])[];
  }): number {
    return humanTexts(
      texts,
      this.#human.map(({ calibration }, i) => ({ calibration, rests: rests[i] })),
    );
  }

  /** What is known of human text under the keys. */
  get known(): 'none' | 'thresholds' | 'p-values' {
    if (this.#human.some(({ scale }) => scale !== undefined)) return 'p-values';
    return this.#settings.calibration === undefined ? 'none' : 'thresholds';
  }

  get #level(): number {
    return this.#settings.level ?? DEFAULT_LEVEL;
  }

  #judged(key: WatermarkKey, evidence: Evidence, settings: VerdictSettings): KeyVerdict {
    const { least = DEFAULT_LEAST } = this.#settings;
    const verdict = judge(evidence, {
      level: this.#level,
      least,
      ...settings,
      ...(key.parameters.device === 'cuda' ? { unverifiable: ON_CUDA } : {}),
    });
    return { key: key.id, scheme: key.scheme, ...verdict };
  }

  #above(
    all: readonly KeyVerdict[],
    tokens: readonly number[],
  ): Pick<Examined, 'above' | 'rests' | 'assumed'> {
    // A key that cannot be answered for would count every text that it marked as unmarked.
    const known = all.flatMap(({ state, pValue, beyond, scored }, i) => {
      if (pValue === undefined || state === 'too few tokens' || state === 'not verifiable') return [];
      const drawn = uniformPValue(beyond === undefined ? { pValue } : { pValue, beyond }, tokens, i);
      return [{ i, drawn, human: this.#human[i].scale?.rescale(drawn, scored) }];
    });
    if (known.length === 0) return {};
    const smallest = Math.min(...known.map(({ drawn, human }) => human?.pValue ?? drawn));
    const above = isAbove(joined(smallest, known.length));
    if (known.every(({ human }) => human === undefined)) return { above, assumed: true };
    const rests = all.map((_, i) => known.find((own) => own.i === i)?.human?.rests ?? []);
    return { above, rests, assumed: known.some(({ human }) => human === undefined) };
  }
}

/** What a calibration knows of `key`: of another scheme under the same name it knows nothing. */
function humanUnder({ id, scheme }: WatermarkKey, given: Calibration | undefined): Human {
  const calibration = given?.keys.find((entry) => entry.key === id && entry.scheme === scheme);
  const scale = HumanScale.of(calibration);
  return {
    ...(calibration === undefined ? {} : { calibration }),
    ...(scale === undefined ? {} : { scale }),
  };
}

const ON_CUDA = 'marked on CUDA, where the generator gives other numbers than on the CPU';

function notVerifiable({ id, scheme }: WatermarkKey, reason: string): KeyVerdict {
  return { key: id, scheme, state: 'not verifiable', scored: 0, repeated: 0, score: 0, reason };
}

const ORDER = ['marked', 'no evidence', 'not verifiable', 'too few tokens'];

function strongest(all: readonly KeyVerdict[]): KeyVerdict {
  return all.reduce((best, other) => {
    const rank = ORDER.indexOf(other.state) - ORDER.indexOf(best.state);
    if (rank !== 0) return rank < 0 ? other : best;
    return (other.pValue ?? 2) < (best.pValue ?? 2) ? other : best;
  });
}
