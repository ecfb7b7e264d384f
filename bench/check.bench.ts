import { mkdirSync } from 'node:fs';
import { median, runNode } from './measure/process.ts';
import { englishJsonl } from './measure/text.ts';

/** Start-up, and a check of two profiles that exist. */
const RUNS = 7;
mkdirSync('.bench/out', { recursive: true });
const corpora = [await englishJsonl(20), await englishJsonl(40)];
const profiles = corpora.map((path, i) => ({ path, out: `.bench/out/check-${i}.profile` }));
for (const { path, out } of profiles) {
  await runNode(['bin/outcross.js', 'profile', path, '-o', out, '--group-field', 'source']);
}
const [human, generation] = profiles.map(({ out }) => out);
const commands: [string, string[]][] = [
  ['outcross --help', ['--help']],
  ['check of two profiles', ['check', generation, '--against', human]],
];
console.log(`whole process, median of ${RUNS} [least, most]\n`);
for (const [name, args] of commands) {
  const seconds = [];
  for (let i = 0; i < RUNS; i++) seconds.push((await runNode(['bin/outcross.js', ...args])).seconds);
  console.log(
    `${name}: ${median(seconds).toFixed(3)} s [${Math.min(...seconds).toFixed(3)}, ${Math.max(...seconds).toFixed(3)}]`,
  );
}
