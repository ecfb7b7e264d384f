import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from '../src/corpus/example.ts';
import { settingsFor } from '../src/engine/settings-for.ts';
import { ProfileAccumulator } from '../src/profile/accumulator.ts';
import { CodeReader } from '../src/syntax/code-reader.ts';
import { clonePairs, compareClones } from './code/clones.ts';

/** Speed of reading TypeScript, in seconds of the processor, and what GPTCloneBench gives where its data are there. */
const FOLDERS = ['src', 'node_modules/ai/src', 'node_modules/zrender/src', 'node_modules/ajv/lib'];
const RUNS = 3;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return path.endsWith('.ts') && !path.endsWith('.d.ts') ? [path] : [];
  });
}

const examples = FOLDERS.filter((folder) => existsSync(folder))
  .flatMap(sources)
  .map(
    (path): Example => ({ id: path, group: path, text: readFileSync(path, 'utf8'), language: 'typescript' }),
  );
const bytes = examples.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
const blocks = new Uint8Array(examples.length);

/** Megabytes a second of the processor, the best of several runs: others may use the machine. */
async function speed(work: (reader: CodeReader) => void): Promise<string> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const reader = new CodeReader();
    await reader.add(examples, blocks);
    const before = process.cpuUsage();
    work(reader);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, user + system);
  }
  return (bytes / best).toFixed(1);
}

console.log(`${examples.length} files of TypeScript, ${(bytes / 1e6).toFixed(1)} MB\n`);
const parsed = await speed((reader) => {
  for (const example of examples)
    for (const piece of reader.pieces(example.text)) reader.tokens(piece, example);
});
const profiled = await speed((reader) => {
  const accumulator = new ProfileAccumulator(settingsFor({ modality: 'code' }), reader);
  for (const example of examples) accumulator.add(example);
});
console.log('| work | MB/s a core |\n| --- | --- |');
console.log(`| parse, list constructs, names and calls | ${parsed} |`);
console.log(`| the whole profile | ${profiled} |`);

for (const [language, file] of [
  ['java', 'java_validate_clone.txt'],
  ['python', 'py_validate_clone.txt'],
] as const) {
  const pairs = clonePairs(file, language);
  if (pairs === undefined) continue;
  const halves = [await compareClones(pairs, 0), await compareClones(pairs, 1)];
  console.log(
    `\n${language}: ${pairs.length} pairs; verdicts ${halves.map(({ verdict }) => verdict).join(', ')}\n`,
  );
  console.log('| signal | GPT | human | ratio | the other way round |\n| --- | --- | --- | --- | --- |');
  for (const one of halves[0].signals) {
    const other = halves[1].signals.find(({ key }) => key === one.key);
    const shown = (s: typeof one) =>
      `${s.ratio.toFixed(2)} [${s.interval.map((x) => x.toFixed(2)).join(', ')}]`;
    const cells = [
      one.value.toPrecision(3),
      one.baseline.toPrecision(3),
      shown(one),
      other ? shown(other) : '',
    ];
    console.log(`| ${one.key} | ${cells.join(' | ')} |`);
  }
}
