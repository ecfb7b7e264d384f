import { Rng } from '../../src/base/rng.ts';
import { shareOf } from '../../src/engine/rows/watermark-corpus.ts';
import { Examiner } from '../../src/engine/watermark/examiner.ts';
import { Tallied } from '../../src/engine/watermark/source-tally.ts';
import { CALIBRATION_SCHEMA, type Calibration, calibrate } from '../../src/watermark/calibration.ts';
import { CLUSTERS } from '../../src/watermark/clusters.ts';
import { humanPools } from '../../src/watermark/human-pools.ts';
import type { WatermarkKey } from '../../src/watermark/key/key.ts';
import { openKey } from '../../src/watermark/key/open-key.ts';
import { type MarkedShare, uniformPValue } from '../../src/watermark/share.ts';
import { TextSample } from '../../src/watermark/text-sample.ts';
import { type Language, VOCABULARY } from './language.ts';
import { SCHEME_CASES } from './schemes.ts';

const SHARES = [0, 0.01, 0.05, 0.2] as const;
const LENGTHS = [40, 200] as const;
const SCHEMES = ['vLLM Gumbel', 'SynthID Transformers, 30 keys', 'KGW Transformers lefthash', 'Unigram'];
/** Texts that are calibrated on, and texts of a corpus. */
const TEXTS = 1000;
/** Words that stay together when text is parted into what is calibrated on and what is judged: a source of the Brown corpus. */
const SOURCE = 2000;
/** Texts of a source that are taken: as many as give `TEXTS` from half of the corpus. */
const OF_SOURCE = 4;
/** Sources that are pooled, whole. */
const POOLED = 50;
const POOLED_LEVEL = 0.05;

/** An estimate, and the share that is marked of the texts that it rests on: texts of a model repeat themselves, and more of them are too short. */
interface Estimate extends MarkedShare {
  readonly truth: number;
}

interface Trial {
  /** By true share. */
  readonly shares: readonly Estimate[];
  /** Share of pooled human sources below `POOLED_LEVEL`. */
  readonly falseSources: number;
  /** Share of human texts above one half. */
  readonly above: number;
  /** Share of human texts that are called marked at level 0.001. */
  readonly called: number;
}

/** Prints how often the interval of the marked share holds, with and without a calibration; each seed takes a key and a parting of its own. */
export function markedShares(
  language: Language,
  words: Int32Array,
  seeds: number,
  only?: string,
  tried = 1,
  drawn: 'texts' | 'sources' = 'sources',
): void {
  console.log(
    `\n${seeds} keys, ${TEXTS} human texts of the Brown corpus to calibrate on, ${TEXTS} texts to judge. In how many of them ` +
      'the interval at 95% holds the true share; and the mean estimate.\n',
  );
  console.log(
    `| scheme | tokens | calibrated | ${SHARES.map(percent).join(' | ')} | human above half | pooled false at 5% | called marked |`,
  );
  for (const name of SCHEMES.filter((own) => only === undefined || own.includes(only))) {
    for (const length of LENGTHS) {
      const trials = Array.from({ length: seeds }, (_, seed) =>
        trial(language, words, name, length, seed, tried, drawn),
      );
      for (const [i, word] of ['no', 'yes'].entries()) {
        const own = trials.map((both) => both[i]);
        const cells = SHARES.map((_, at) => {
          const found = own.map(({ shares }) => shares[at]);
          const held = found.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
          const width = mean(found.map(({ low, high }) => high - low));
          return `${held}/${seeds} ${percent(mean(found.map((one) => one.share)))} of ${percent(mean(found.map((one) => one.truth)))} w${percent(width)}`;
        });
        const above = own.map((one) => one.above);
        const pooled = own.map((one) => one.falseSources);
        console.log(
          `| ${name} | ${length} | ${word} | ${cells.join(' | ')} | ${percent(Math.min(...above))} to ${percent(Math.max(...above))} | ` +
            `${percent(mean(pooled))}, at most ${percent(Math.max(...pooled))} | ${mean(own.map((o) => o.called)).toFixed(5)}, at most ${Math.max(...own.map((o) => o.called))} |`,
        );
      }
    }
  }
}

function trial(
  language: Language,
  words: Int32Array,
  name: string,
  length: number,
  seed: number,
  tried: number,
  drawn: 'texts' | 'sources',
): readonly Trial[] {
  const { key } = SCHEME_CASES.find((one) => one.name === name)!;
  const keys = Array.from({ length: tried }, (_, i) => key(1 + seed * 16 + i));
  const rng = new Rng(`${name} ${length} ${seed}`);
  const { human, judged, clusters, sources } = parted(words, length, rng, drawn);
  const opened = openKey(keys[0]);
  const marked = Array.from({ length: Math.ceil(TEXTS * 0.2) }, () => [
    ...language.text(
      length,
      rng,
      opened.marker(() => rng.next()),
    ),
  ]);
  const calibration = calibrationOf(keys, human, clusters);
  return [undefined, calibration].map((given) => judgedWith(keys, given, judged, marked, clusters, sources));
}

interface Parted {
  readonly human: readonly number[][];
  readonly judged: readonly number[][];
  /** Clusters of the texts, of both. */
  readonly clusters: readonly number[];
  /** Whole sources among what is judged. */
  readonly sources: readonly (readonly number[][])[];
}

/** Human texts to calibrate on, and others to judge, of other sources. */
function parted(words: Int32Array, length: number, rng: Rng, drawn: 'texts' | 'sources'): Parted {
  const starts = Array.from({ length: Math.floor(words.length / SOURCE) }, (_, i) => i * SOURCE);
  rng.shuffle(starts);
  const texts = (start: number) =>
    Array.from({ length: Math.floor(SOURCE / length) }, (_, i) =>
      Array.from(words.subarray(start + i * length, start + (i + 1) * length), (word) =>
        Math.min(word, VOCABULARY - 1),
      ),
    );
  const some = (own: readonly number[]) =>
    own.flatMap((start) => texts(start).slice(0, OF_SOURCE)).slice(0, TEXTS);
  const others = starts.slice(starts.length / 2);
  const all = drawn === 'texts' ? starts.flatMap(texts) : [];
  rng.shuffle(all);
  return {
    human: drawn === 'texts' ? all.slice(0, TEXTS) : some(starts.slice(0, starts.length / 2)),
    judged: drawn === 'texts' ? all.slice(TEXTS, 2 * TEXTS) : some(others),
    clusters: Array.from(
      { length: TEXTS },
      (_, i) => (drawn === 'texts' ? i : Math.floor(i / OF_SOURCE)) % CLUSTERS,
    ),
    sources: others.slice(0, POOLED).map(texts),
  };
}

function calibrationOf(
  keys: readonly WatermarkKey[],
  texts: readonly number[][],
  clusters: readonly number[],
): Calibration {
  const examiner = new Examiner({ keys });
  const sample = new TextSample();
  for (const text of texts) sample.add(text);
  const found = texts.map((text) => examiner.examine(text).all);
  return {
    schema: CALIBRATION_SCHEMA,
    keys: keys.map((key, i) => {
      const own = found.map((all) => all[i]);
      return calibrate({
        key: key.id,
        scheme: key.scheme,
        hasPValues: true,
        scored: own.map(({ scored }) => scored),
        values: own.map(({ pValue }) => pValue!),
        drawn: own.map(({ pValue, beyond }, at) =>
          uniformPValue({ pValue: pValue!, ...(beyond === undefined ? {} : { beyond }) }, texts[at], i),
        ),
        clusters,
        pools: humanPools(examiner.detectors[i], sample.texts()),
      });
    }),
  };
}

function judgedWith(
  keys: readonly WatermarkKey[],
  calibration: Calibration | undefined,
  human: readonly number[][],
  marked: readonly number[][],
  clusters: readonly number[],
  sources: readonly (readonly number[][])[],
): Trial {
  const examiner = new Examiner({ keys, ...(calibration === undefined ? {} : { calibration }) });
  const texts = human.map((text) => examiner.examine(text));
  const others = marked.map((text) => examiner.examine(text));
  const shares = SHARES.map((share) => {
    const tally = new Tallied(examiner.detectors, 1);
    const count = Math.round(texts.length * share);
    for (const [i, one] of texts.entries()) if (i >= count) tally.add(one, clusters[i]);
    for (const [i, one] of others.slice(0, count).entries()) tally.add(one, i % CLUSTERS);
    const marks = others.slice(0, count).filter(({ above }) => above !== undefined).length;
    return { ...shareOf(tally, examiner)!, truth: marks / tally.texts };
  });
  const pooled = sources.map((source) => {
    const tally = new Tallied(examiner.detectors, 8192);
    for (const text of source) tally.add(examiner.examine(text), 0, text);
    const { evidence, distinct } = tally.pooled()[0]!;
    return examiner.pooled(0, evidence, distinct, 1).corrected!;
  });
  return {
    shares,
    falseSources: mean(pooled.map((p) => (p <= POOLED_LEVEL ? 1 : 0))),
    above: mean(texts.map(({ above }) => (above === true ? 1 : 0))),
    called: mean(texts.map(({ best }) => (best.state === 'marked' ? 1 : 0))),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
