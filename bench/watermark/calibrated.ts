import { Rng } from '../../src/base/rng.ts';
import type { WatermarkKey } from '../../src/watermark/key/key.ts';
import { openKey } from '../../src/watermark/key/open-key.ts';
import type { Detector } from '../../src/watermark/scheme.ts';
import { trainWeights } from './bayesian-weights.ts';
import { type Language, VOCABULARY } from './language.ts';
import { LENGTHS, LEVEL, percent, unmarkedTexts } from './round-trips.ts';
import { SCHEME_CASES } from './schemes.ts';

/** Keys that unmarked texts are held against for the threshold, and others for the realised rate. */
const CALIBRATION_KEYS = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20] as const;
const FRESH_KEYS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
/** Marked texts that the Bayesian weights are learnt from; none of them is judged. */
const TRAINING = 60;

/** A statistic without a p-value: its threshold is measured. */
interface CalibratedCase {
  readonly name: string;
  key(n: number): WatermarkKey;
}

/** Prints what statistics find that must be calibrated, each length at a threshold of its own. */
export function calibratedRoundTrips(language: Language, count: number, only?: string): void {
  const unmarked = unmarkedTexts(language, count, 400);
  for (const one of cases(language)) {
    if (only !== undefined && !one.name.includes(only)) continue;
    const texts = markedWith(language, one.key(0), count, one.name);
    const shares = LENGTHS.map((length) => {
      const limit = threshold(one, unmarked, length);
      const found = above(openKey(one.key(0)).detector(), texts, length, limit);
      const wrong = FRESH_KEYS.map((n) => above(openKey(one.key(n)).detector(), unmarked, length, limit));
      return { found, wrong: wrong.reduce((sum, share) => sum + share, 0) / wrong.length };
    });
    const rates = [shares[1], shares[3]].map(({ wrong }) => wrong.toFixed(4)).join(', ');
    console.log(`| ${one.name} | ${shares.map(({ found }) => percent(found)).join(' | ')} | ${rates} |`);
  }
}

function cases(language: Language): CalibratedCase[] {
  const synthid = SCHEME_CASES.find(({ name }) => name === 'SynthID Transformers, 30 keys')!;
  let weights: ReturnType<typeof trainWeights> | undefined;
  const learnt = () => {
    const key = synthid.key(0);
    weights ??= trainWeights(markedWith(language, key, TRAINING, 'training'), key.secrets);
    return weights;
  };
  const secrets = (n: number) => [String(1_000_003 + 7919 * n)];
  return [
    {
      name: 'KGW Transformers lefthash, WinMax',
      key: (n) => ({
        id: `winmax-${n}`,
        scheme: 'kgw-transformers',
        secrets: secrets(n),
        parameters: { vocabulary: VOCABULARY, statistic: 'winmax' },
      }),
    },
    {
      name: 'SynthID Transformers, Bayesian',
      key: (n) => ({
        ...synthid.key(n),
        parameters: { statistic: 'bayesian', weights: learnt() },
      }),
    },
  ];
}

function markedWith(language: Language, key: WatermarkKey, count: number, name: string): Int32Array[] {
  const opened = openKey({ ...key, parameters: withoutStatistic(key.parameters) });
  return Array.from({ length: count }, (_, i) => {
    const rng = new Rng(`${name} ${i}`);
    return language.text(
      400,
      rng,
      opened.marker(() => rng.next()),
    );
  });
}

function withoutStatistic({ statistic: _, weights: __, ...rest }: WatermarkKey['parameters']) {
  return rest;
}

/** What one unmarked text in a thousand is above: a conformal quantile over texts and keys. */
function threshold(one: CalibratedCase, unmarked: readonly Int32Array[], length: number): number {
  const scores = CALIBRATION_KEYS.flatMap((n) => {
    const detector = openKey(one.key(n)).detector();
    return unmarked.map((text) => scoreOf(detector, text.subarray(0, length)));
  });
  return scores.sort((a, b) => b - a)[Math.max(0, Math.floor((scores.length + 1) * LEVEL) - 1)];
}

function above(detector: Detector, texts: readonly Int32Array[], length: number, limit: number): number {
  return texts.filter((text) => scoreOf(detector, text.subarray(0, length)) > limit).length / texts.length;
}

function scoreOf(detector: Detector, tokens: Int32Array): number {
  const tally = detector.tally();
  tally.add(tokens);
  return tally.evidence().score;
}
