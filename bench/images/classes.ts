import { Rng } from '../../src/base/rng.ts';
import type { Example } from '../../src/corpus/example.ts';
import { check } from '../../src/report/check.ts';
import { profileOf } from './profile-images.ts';
import { head, ratios, row, SHOWN } from './signals.ts';

/** Three parts of the pictures, dealt at random. */
function parts(examples: readonly Example[], seed: string): Example[][] {
  const shuffled = [...examples];
  const rng = new Rng(seed);
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = rng.int(i + 1);
    [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
  }
  const third = Math.floor(shuffled.length / 3);
  return [0, 1, 2].map((p) => shuffled.slice(p * third, (p + 1) * third));
}

/** Verdicts on real pictures held against real ones: none may be early or late. */
export async function splitVerdicts(examples: readonly Example[], splits: number): Promise<void> {
  const verdicts = new Map<string, number>();
  for (let split = 0; split < splits; split++) {
    const [against, reservoir, g] = await Promise.all(parts(examples, `split ${split}`).map(profileOf));
    const [{ verdict }] = check({ against, reservoir, generations: [{ name: 'g', profile: g }] }).generations;
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  console.log(`${splits} splits in three: ${[...verdicts].map(([v, n]) => `${v} ${n}`).join(', ')}`);
}

/** Classes taken away one by one, as a line of generations. */
export async function fewerClasses(examples: readonly Example[]): Promise<void> {
  const [first, second, rest] = parts(examples, 'classes');
  const [against, reservoir] = [await profileOf(first), await profileOf(second)];
  console.log(
    `\n${head('classes left', 'verdict', ...Object.keys(SHOWN), 'categories said to be gone', 'regions said to be gone')}`,
  );
  for (let left = 10; left >= 1; left--) {
    const kept = rest.filter(({ category }) => Number(category) < left);
    const report = check({
      against,
      reservoir,
      generations: [{ name: 'g', profile: await profileOf(kept) }],
    });
    const [{ verdict, findings, pictures }] = report.generations;
    const gone = findings.find(({ id }) => id === 'category.vanished')?.message.split(': ')[1] ?? '-';
    const regions = (pictures?.lost ?? []).filter(({ vanished }) => vanished);
    const named = regions.map(({ category }) => category?.name ?? '?').join(' ') || '-';
    console.log(row(left, verdict, ...ratios(report, 0), gone, named));
  }
}
