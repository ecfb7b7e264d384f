import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Rng } from '../../src/base/rng.ts';
import { jsonl, scratch } from '../../src/corpus/fixtures.test.support.ts';
import { outcross } from './outcross.ts';

const disk = scratch();
let cwd: string;
let folders = 0;

function texts(seed: string, count: number, flatness: number, origin?: string): object[] {
  const rng = new Rng(seed);
  const word = () => `w${Math.floor(300 * rng.next() ** flatness)}`;
  return Array.from({ length: count }, (_, i) => ({
    id: `${seed}${i}`,
    text: Array.from({ length: 40 }, word).join(' '),
    ...(origin === undefined ? {} : { provenance: { origin } }),
  }));
}

beforeEach(() => {
  cwd = join(disk.folder, `run-${folders++}`);
  mkdirSync(cwd);
  const write = (name: string, rows: object[]) => disk.write(join(`run-${folders - 1}`, name), jsonl(rows));
  write('human.jsonl', texts('h', 200, 3));
  write('crawl.jsonl', [...texts('p', 6, 3), ...texts('m', 4, 8)]);
  write('labelled.jsonl', [...texts('lh', 120, 3, 'human'), ...texts('ls', 120, 8, 'synthetic')]);
});

const run = (...args: string[]) => outcross(['suspicion', ...args], { cwd });

describe('outcross suspicion', () => {
  it('gives values and ranks alone where nothing is labelled, and says so', async () => {
    const { status, stdout, stderr } = await run(
      'crawl.jsonl',
      '--human',
      'human.jsonl',
      '-o',
      'scores.jsonl',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Not calibrated');
    expect(stdout).toContain('no verdict');
    expect(stdout).not.toMatch(/\d% \(|\d\.\d% /);
    const lines = readFileSync(join(cwd, 'scores.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(10);
    expect(Object.keys(lines[0])).toEqual(['id', 'tokens', 'values', 'ranks']);
    expect(lines.filter(({ ranks }) => ranks.perplexity <= 4).map(({ id }) => id)).toEqual([
      'm0',
      'm1',
      'm2',
      'm3',
    ]);
  });

  it('tells what it finds on labelled texts with intervals, and tags nothing', async () => {
    const args = ['crawl.jsonl', '--human', 'human.jsonl', '--labelled', 'labelled.jsonl'];
    const before = readFileSync(join(cwd, 'crawl.jsonl'), 'utf8');
    const text = await run(...args);
    expect(text.stdout).toMatch(/perplexity .*\d\.\d\d \(.* to .*\)/);
    expect(text.stdout).toMatch(/most suspicious by \S+/);
    expect(text.stdout).not.toContain('ot calibrated');
    const { stdout } = await run(...args, '--json');
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({ schema: 'outcross.suspicion/1', examples: 10, scored: 10 });
    expect(found.scorers[0]).toMatchObject({ name: 'perplexity', calibrated: true });
    const [one, five] = found.scorers[0].measured.rates;
    expect([one.falsePositives, five.falsePositives]).toEqual([0.01, 0.05]);
    for (const { truePositives, exact, resampled } of [one, five]) {
      expect(exact.low).toBeLessThanOrEqual(truePositives);
      expect(resampled.high).toBeGreaterThanOrEqual(truePositives);
    }
    expect(found.limits).toContain('unknown stays unknown');
    expect(readFileSync(join(cwd, 'crawl.jsonl'), 'utf8')).toBe(before);
  });

  it('says what is missing, and warns of rows that it passed over', async () => {
    const none = await run('crawl.jsonl');
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('--human')]);
    const gone = await run('crawl.jsonl', '--human', 'gone.jsonl', '-o', 'scores.jsonl');
    expect([gone.status, gone.stderr]).toEqual([2, expect.stringContaining('E_NOT_FOUND')]);
    expect(existsSync(join(cwd, 'scores.jsonl'))).toBe(false);
    const over = await run('crawl.jsonl', '--human', 'human.jsonl', '-o', 'human.jsonl');
    expect([over.status, over.stderr]).toEqual([2, expect.stringContaining('which is an input')]);
    disk.write(join(`run-${folders - 1}`, 'lp.jsonl'), '{"id": "m0"}\n');
    const warned = await run('crawl.jsonl', '--human', 'human.jsonl', '--logprobs', 'lp.jsonl');
    expect([warned.status, warned.stderr]).toEqual([0, expect.stringContaining('1 malformed row')]);
    expect(warned.stdout).toContain('fast-detect-gpt');
  });

  it('says how many human texts a rate needs', async () => {
    disk.write(
      join(`run-${folders - 1}`, 'few.jsonl'),
      jsonl([...texts('lh', 30, 3, 'human'), ...texts('ls', 30, 8, 'synthetic')]),
    );
    const { stdout } = await run('crawl.jsonl', '--human', 'human.jsonl', '--labelled', 'few.jsonl');
    expect(stdout).toContain('needs 99 human texts');
  });
});
