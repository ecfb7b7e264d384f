import { mkdir } from 'node:fs/promises';
import { Rng } from '../../src/base/rng.ts';
import { ARMS, type Arm } from './arms.ts';
import { readBrown } from './brown.ts';
import { check } from './check.ts';
import type { Words } from './language-model.ts';
import { line } from './line.ts';
import { writeGeneration, writeHuman } from './rows.ts';
import { excerpt, halves } from './split.ts';

const OUT = 'demo-out';
const HUMAN = `${OUT}/human.jsonl`;
const GENERATIONS = 6;
/** Words of the first training text, and of every generation. */
const SIZE = 100_000;
/** What a model sees, as `ARMS` gives it. */
const SEEN: Readonly<Record<keyof typeof ARMS, string>> = {
  replace: 'what the one before it wrote, and on nothing else',
  accumulate: 'the human text and all that was written since',
};
const rng = new Rng('demo');

console.log('Human text: the Brown corpus, one million words of American English of 1961.');
const [toTrainOn, toCompareWith] = halves(readBrown(), rng.split('halves'));
const human = excerpt(toTrainOn, SIZE, rng.split('excerpt')).map(({ words }) => words);
await mkdir(OUT, { recursive: true });
await writeHuman(HUMAN, toCompareWith);
console.log(`  ${HUMAN}: half of its sources, to compare with`);

for (const [name, arm] of Object.entries(ARMS)) {
  console.log(`\nArm "${name}": ${GENERATIONS} trigram models, the first trained on human text, each`);
  console.log(`other on ${SEEN[name as keyof typeof SEEN]}.`);
  const files = await runArm(name, arm, human);
  console.log('');
  check(files, `${OUT}/${name}/g*.jsonl`, HUMAN, reportOf(name));
}
console.log('\nOpen the reports in a browser:');
for (const name of Object.keys(ARMS)) console.log(`  ${reportOf(name)}`);
console.log('\nWhy this happens, and how far it goes: docs/lab.md.');
console.log('What to do about it: docs/defence.md.');

/** Runs one arm, and returns the files of its generations. */
async function runArm(name: string, arm: Arm, human: readonly Words[]): Promise<string[]> {
  await mkdir(`${OUT}/${name}`, { recursive: true });
  const files: string[] = [];
  for (const paragraphs of line(arm, { human, generations: GENERATIONS, size: SIZE, rng: rng.split(name) })) {
    const generation = `g${files.length + 1}`;
    const file = `${OUT}/${name}/${generation}.jsonl`;
    await writeGeneration(file, `${name}-${generation}`, paragraphs);
    files.push(file);
    console.log(`  ${file}: ${paragraphs.length} paragraphs`);
  }
  return files;
}

function reportOf(name: string): string {
  return `${OUT}/${name}.html`;
}
