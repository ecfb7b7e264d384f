import { Rng } from '../src/base/rng.ts';
import { forecast } from '../src/lab/forecast/forecast.ts';
import { emptyProfile, ORDERS, type Profile } from '../src/profile/profile.ts';
import { BLOCKS, Builder, TypeTable } from '../src/sketch/type-table.ts';
import { median } from './measure/process.ts';

/** A forecast of three plans over ten generations, from spectra of more and more word types; the issue asks for under 2 s. */
const sizes = process.argv.includes('--quick') ? [100_000] : [100_000, 300_000, 1_000_000];
const RUNS = 3;

/** Types by the law of Zipf and Mandelbrot, the rarest used once on average, spread over blocks at random: a profile that kept all. */
function profileOfTypes(types: number): Profile {
  const rng = new Rng(`forecast ${types}`);
  const out = new Builder(types, 16 * types);
  const positions = new Float64Array(BLOCKS);
  // Frequencies in random order: types stand in the order of their hashes.
  const ranks = rng.shuffle(Array.from({ length: types }, (_, t) => t));
  for (let t = 0; t < types; t++) {
    const uses = Math.min(2000, Math.ceil((types / (ranks[t] + 1)) * 2 * rng.next()));
    const blocks = new Map<number, number>();
    for (let i = 0; i < uses && blocks.size < BLOCKS; i++) {
      const block = rng.int(BLOCKS);
      blocks.set(block, (blocks.get(block) ?? 0) + 1);
    }
    const held = [...blocks].sort((a, b) => a[0] - b[0]);
    out.open(Math.floor((t / types) * 2 ** 32), t);
    held.forEach(([block, count], i) => {
      // What is used more often than there are blocks stands in the last.
      const more = i === held.length - 1 ? uses - held.reduce((sum, one) => sum + one[1], 0) : 0;
      out.pair(block, count + Math.max(0, more), count);
      positions[block] += count + Math.max(0, more);
    });
    out.close();
  }
  const empty = emptyProfile();
  const table = new TypeTable({ ...empty.tables[0].columns, ...out.columns(), positions });
  const tally = { ...empty.tally, tokens: positions, examples: positions.map((n) => n / 20) };
  return { ...empty, tally, tables: ORDERS.map((order, i) => (order === 1 ? table : empty.tables[i])) };
}

console.log(
  '| word types | (type, block) pairs | tokens | seconds | smallest real share |\n| --- | --- | --- | --- | --- |',
);
for (const types of sizes) {
  const profile = profileOfTypes(types);
  const seconds: number[] = [];
  let share: number | undefined;
  for (let run = 0; run < RUNS; run++) {
    const before = process.cpuUsage();
    share = forecast(profile).needed.share?.value;
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
  }
  const { block, positions } = profile.tables[0].columns;
  const tokens = positions.reduce((sum, n) => sum + n, 0);
  console.log(
    `| ${types} | ${block.length} | ${Math.round(tokens)} | ${median(seconds).toFixed(2)} | ${share?.toFixed(3)} |`,
  );
}
