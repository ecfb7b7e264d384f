import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readBrown } from '../examples/demo/brown.ts';
import { LanguageModel, type Words } from '../examples/demo/language-model.ts';
import { spell } from '../examples/demo/spelling.ts';
import { excerpt, halves } from '../examples/demo/split.ts';
import { Rng } from '../src/base/rng.ts';
import type { Signal } from '../src/compare/signal.ts';
import { profileCorpus } from '../src/engine/profile-corpus.ts';
import { buildPrepared, prepareMix } from '../src/mix/mix.ts';
import { DEFAULT_POLICY } from '../src/mix/policy.ts';
import type { Profile } from '../src/profile/profile.ts';
import { check } from '../src/report/check.ts';

/**
 * Six generations of a trigram model on the Brown corpus, trained on what the shipped policy mixes of the human reservoir and of all
 * generations so far, against the same line trained on the newest generation alone.
 */
const FOLDER = '.bench/defence';
const GENERATIONS = 6;
/** Words of the reservoir, of each training set and of each generation. */
const SIZE = 100_000;
const SEEDS = [1, 2, 3];
const ORDERS = [1, 2, 3];

interface Arm {
  readonly name: string;
  /** Files that the next model trains on. */
  trainOn(human: string, generations: readonly string[], out: string, seed: number): Promise<string>;
}

const ARMS: readonly Arm[] = [
  {
    name: 'replace',
    trainOn: async (human, generations) => generations.at(-1) ?? human,
  },
  {
    name: 'policy',
    async trainOn(human, generations, out, seed) {
      const policy = { ...DEFAULT_POLICY, seed };
      const prepared = await prepareMix({ inputs: [human, ...generations] }, policy);
      await buildPrepared(prepared, { output: out, sink: { replace: true } });
      return out;
    },
  },
];

for (const seed of SEEDS) {
  for (const arm of ARMS)
    console.log(`seed ${seed} ${arm.name.padEnd(8)} ${(await line(arm, seed)).join('  ')}`);
}

/** Verdict of each generation, and how much of the human tail of words, pairs and triples it holds against a second human sample. */
async function line(arm: Arm, seed: number): Promise<string[]> {
  const folder = `${FOLDER}/${arm.name}-${seed}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const rng = new Rng(`defence-${seed}`);
  const [toTrainOn, toCompareWith] = halves(readBrown(), rng.split('halves'));
  const human = `${folder}/human.jsonl`;
  write(
    human,
    excerpt(toTrainOn, SIZE, rng.split('excerpt')).map(({ words }) => words),
    { origin: 'human', source: 'brown' },
  );
  const holdout = `${folder}/holdout.jsonl`;
  writeFileSync(
    holdout,
    toCompareWith
      .map(({ id, source, words }) => `${JSON.stringify({ id, source, text: spell(words) })}\n`)
      .join(''),
  );
  const against = await profileCorpus({ inputs: [holdout], groupField: 'source' });
  const files: string[] = [];
  const profiles: { name: string; profile: Profile }[] = [];
  for (let g = 1; g <= GENERATIONS; g++) {
    const training = await arm.trainOn(human, files, `${folder}/train${g}.jsonl`, seed);
    const model = new LanguageModel(read(training));
    const file = `${folder}/g${g}.jsonl`;
    const made = { origin: 'synthetic', source: 'trigram', model: `g${g}`, generation: g };
    write(file, model.write(SIZE, rng.split(`${arm.name}-${g}`)), made);
    files.push(file);
    profiles.push({ name: `g${g}`, profile: await profileCorpus({ inputs: [file] }) });
  }
  const report = check({ generations: profiles, against });
  return report.generations.map(
    ({ verdict, signals }) => `${verdict} ${ORDERS.map((order) => tail(signals, order)).join('/')}`,
  );
}

function tail(signals: readonly Signal[], wanted: number): string {
  const signal = signals.find(
    ({ id, order, band }) => id === 'tail.coverage' && order === wanted && band === 0.1,
  );
  return signal === undefined ? '?' : signal.ratio.toFixed(2);
}

/** The words of each text are kept beside it, so that models are trained on the same words as were written. */
function write(file: string, paragraphs: readonly Words[], provenance: object): void {
  const rows = paragraphs.map((words, i) => ({ id: `${file}-${i}`, text: spell(words), words, provenance }));
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

function read(file: string): Words[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => JSON.parse(row).words as Words);
}
