import { availableParallelism } from 'node:os';
import { verify } from '../src/lab/verify/verify.ts';

/** `lab verify` at several seeds: its time, and whether its z-scores are standard normal. `--quick`: one seed. */
const seeds = process.argv.includes('--quick') ? [1] : [1, 2, 3, 4, 5];
const workers = availableParallelism();
const all: number[] = [];

console.log(`${workers} workers\n`);
console.log('| seed | seconds | CPU seconds | status | mean z | sd of z | above 2 | above 3 | greatest |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const seed of seeds) {
  const started = performance.now();
  const before = process.cpuUsage();
  const judgement = await verify({ seed, workers });
  const { user, system } = process.cpuUsage(before);
  const z = judgement.rows.filter((row) => row.expect === 'equal').map((row) => row.z);
  all.push(...z);
  const seconds = (performance.now() - started) / 1000;
  const cells = [seed, seconds.toFixed(1), ((user + system) / 1e6).toFixed(1), judgement.status, ...shape(z)];
  console.log(`| ${cells.join(' | ')} |`);
}
console.log(`| all | | | | ${shape(all).join(' | ')} |`);

/** Of standard normal values: mean 0, deviation 1, 4.6% above 2, 0.27% above 3. */
function shape(z: readonly number[]): string[] {
  const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
  const variance = z.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (z.length - 1);
  const above = (bound: number) => `${z.filter((value) => Math.abs(value) > bound).length} of ${z.length}`;
  const greatest = Math.max(...z.map(Math.abs)).toFixed(2);
  return [mean.toFixed(3), Math.sqrt(variance).toFixed(3), above(2), above(3), greatest];
}
