import { type Calibration, thresholdOf } from '../../watermark/calibration.ts';
import type { WatermarkKey } from '../../watermark/key/key.ts';
import { openKey } from '../../watermark/key/open-key.ts';
import type { Detector } from '../../watermark/scheme.ts';
import { isAbove, joined, uniformPValue } from '../../watermark/share.ts';
import { DEFAULT_LEAST, DEFAULT_LEVEL, judge, tokenFault, type Verdict } from '../../watermark/verdict.ts';

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
}

/** Holds texts against keys. */
export class Examiner {
  readonly detectors: readonly Detector[];
  readonly #settings: ExaminerSettings;

  constructor(settings: ExaminerSettings) {
    this.#settings = settings;
    this.detectors = settings.keys.map((key) => openKey(key).detector());
  }

  examine(tokens: readonly number[], prompt?: readonly number[]): Examined {
    const all = this.#settings.keys.map((key, i) => this.#verdict(key, this.detectors[i], tokens, prompt));
    return { best: strongest(all), all, ...this.#above(all, tokens) };
  }

  /** A text whose tokens cannot be had. */
  unexamined(reason: string): Examined {
    const all = this.#settings.keys.map((key) => notVerifiable(key, reason));
    return { best: all[0], all };
  }

  #verdict(
    key: WatermarkKey,
    detector: Detector,
    tokens: readonly number[],
    prompt: readonly number[] = [],
  ): KeyVerdict {
    const { vocabulary } = key.parameters;
    const fault = tokenFault(tokens, vocabulary) ?? tokenFault(prompt, vocabulary);
    if (fault !== undefined) return notVerifiable(key, fault);
    const tally = detector.tally();
    tally.add(tokens, prompt);
    return this.judged(key, tally.evidence(), this.#settings.keys.length);
  }

  /** Evidence under one key of several that were `tried`. */
  judged(
    key: WatermarkKey,
    evidence: Parameters<typeof judge>[0],
    tried: number,
    calibrated = true,
  ): KeyVerdict {
    const { level = DEFAULT_LEVEL, least = DEFAULT_LEAST, calibration } = this.#settings;
    const own = calibrated ? calibration?.keys.find((entry) => entry.key === key.id) : undefined;
    const threshold = thresholdOf(own, evidence, level / tried);
    const verdict = judge(evidence, {
      level,
      least,
      tried,
      ...(threshold === undefined ? {} : { threshold }),
      ...(key.parameters.device === 'cuda' ? { unverifiable: ON_CUDA } : {}),
    });
    return { key: key.id, scheme: key.scheme, ...verdict };
  }

  #above(all: readonly KeyVerdict[], tokens: readonly number[]): { readonly above?: boolean } {
    // A key that cannot be answered for would count every text that it marked as unmarked.
    const known = all.flatMap(({ state, pValue, beyond }, i) =>
      pValue === undefined || state === 'too few tokens' || state === 'not verifiable'
        ? []
        : [uniformPValue(beyond === undefined ? { pValue } : { pValue, beyond }, tokens, i)],
    );
    return known.length === 0 ? {} : { above: isAbove(joined(Math.min(...known), known.length)) };
  }
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
