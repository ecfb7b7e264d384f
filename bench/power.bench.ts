import { mkdirSync, writeFileSync } from 'node:fs';
import { humanCorpora } from './power/corpora.ts';
import { FULL, plan, QUICK } from './power/jobs.ts';
import { runAll } from './power/pool.ts';
import { detection, falseAlarms } from './power/tabulate.ts';

/** Measures false alarms and detection of the shipped margins. `--quick` tries the program out. */
const quick = process.argv.includes('--quick');
const names = humanCorpora().map((corpus) => corpus.name);
const jobs = plan(names.length, quick ? QUICK : FULL);
const started = Date.now();
const outcomes = await runAll(jobs, (done) => {
  if (done % 50 === 0 || done === jobs.length) {
    console.error(`${done} of ${jobs.length} lines, ${Math.round((Date.now() - started) / 1000)} s`);
  }
});
mkdirSync('.bench/power', { recursive: true });
writeFileSync('.bench/power/outcomes.json', JSON.stringify(outcomes));
const text = `${falseAlarms(outcomes, names)}\n\n${detection(outcomes, names)}\n`;
writeFileSync('.bench/power/tables.md', text);
console.log(text);
