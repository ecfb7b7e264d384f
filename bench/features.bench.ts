import { meanOf } from '../src/compare/space/cloud.ts';
import { placed } from '../src/compare/space/distances.ts';
import { manifoldOf } from '../src/compare/space/manifolds.ts';
import { prdcOf } from '../src/compare/space/prdc.ts';
import { quantised } from '../src/compare/space/quantised.ts';
import { vendiScores } from '../src/compare/space/spectrum.ts';
import { lexicalEncoder } from '../src/features/lexical.ts';
import { MomentsBuilder } from '../src/features/moments.ts';
import { frechetDistance } from '../src/stats/frechet.ts';
import { timesTransposed } from '../src/stats/matrix-product.ts';
import { calibration } from './features/calibration.ts';
import { normalCloud } from './features/clouds.ts';

/** Measures on feature vectors at the sizes that people use; with `--calibrate`, the verdicts of simulated lines. */
const quick = process.argv.includes('--quick');
const size = (n: number) => (quick ? Math.ceil(n / 10) : n);

function timed(what: string, work: () => unknown): void {
  const started = performance.now();
  const cpu = process.cpuUsage();
  work();
  const seconds = (performance.now() - started) / 1000;
  const { user } = process.cpuUsage(cpu);
  console.log(`| ${what} | ${seconds.toFixed(2)} | ${(user / 1e6).toFixed(2)} |`);
}

function prdc(n: number, d: number): void {
  const [human, generated] = [normalCloud(n, d, 'human'), normalCloud(n, d, 'generated')];
  timed(`precision, recall, density, coverage with intervals, ${n} x ${n}, d = ${d}`, () => {
    const origin = meanOf(human);
    const [a, b] = [human, generated].map((cloud) => manifoldOf(cloud, placed(cloud, origin), 5)!);
    prdcOf(a, b);
  });
}

function frechet(d: number): void {
  const covariance = (seed: string) => {
    const { data } = normalCloud(2 * d, d, seed);
    const rows = Float64Array.from({ length: d * 2 * d }, (_, at) => data[at]);
    return timesTransposed(rows, rows, d, d, 2 * d).map((x) => x / (2 * d));
  };
  const [a, b] = ['a', 'b'].map((seed) => ({ mean: new Float64Array(d), covariance: covariance(seed) }));
  timed(`Frechet distance, d = ${d}`, () => frechetDistance(a, b));
}

function moments(n: number, d: number): void {
  const { data } = normalCloud(n, d, 'moments');
  const builder = new MomentsBuilder(d);
  timed(`exact moments, n = ${n}, d = ${d}`, () => {
    for (let i = 0; i < n; i++) builder.add(data.subarray(i * d, (i + 1) * d), i % 64);
    builder.finish();
  });
}

function lexical(texts: number): void {
  const words = Array.from({ length: 5000 }, (_, i) => `word${(i * 7919) % 3001}`);
  const examples = Array.from({ length: texts }, (_, i) => {
    const text = words.slice((i * 31) % 4800, ((i * 31) % 4800) + 200).join(' ');
    return { id: `${i}`, group: `${i}`, text };
  });
  timed(`lexical vectors, ${texts} texts of 200 words, d = 256`, () => lexicalEncoder(256).encode(examples));
}

console.log('| what | seconds | CPU seconds |\n| --- | --- | --- |');
prdc(size(10_000), 512);
const many = normalCloud(size(50_000), 256, 'vendi');
timed(`Vendi score at four orders with intervals, n = ${many.count}, d = 256`, () =>
  vendiScores(many, [0.5, 1, 2, Infinity]),
);
frechet(size(2048));
const [one, other] = [normalCloud(size(2500), 256, 'p'), normalCloud(size(2500), 256, 'q')];
timed(`MAUVE and frontier integral, ${one.count} x ${other.count}, d = 256`, () => quantised(one, other));
moments(size(20_000), 512);
lexical(size(20_000));
if (process.argv.includes('--calibrate')) await calibration(quick ? 200 : 800, quick ? 3 : 40);
