import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { families } from '../../src/quality/duplicates/fixtures.test.support.ts';
import { outcross } from './outcross.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcross-dedup-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Twenty texts, three times each, a word apart; the third is human. */
const ROWS = families('e2e', 20, 1).flatMap(({ id, text }) =>
  ['synthetic', 'synthetic', 'human'].map((origin, copy) => ({
    id: `${id.split('-')[0]}-${copy}`,
    text: `${text} ${copy}`,
    provenance: { origin },
    extra: { kept: true },
  })),
);

function write(name: string, rows: readonly object[]): void {
  writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

function rows(name: string): Record<string, unknown>[] {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

function dedup(...args: string[]) {
  return outcross(['dedup', ...args], { cwd: folder });
}

describe('outcross dedup', () => {
  it('keeps the human text of each cluster and says in whose stead the others went', async () => {
    write('in.jsonl', ROWS);
    const { status, stdout, stderr } = await dedup(
      'in.jsonl',
      '-o',
      'kept.jsonl',
      '--removed',
      'removed.jsonl',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const kept = rows('kept.jsonl');
    expect(kept.map(({ provenance }) => provenance)).toEqual(kept.map(() => ({ origin: 'human' })));
    expect(kept.map(({ id }) => id)).toEqual(ROWS.filter((_, i) => i % 3 === 2).map(({ id }) => id));
    for (const { id, extra, duplicate } of rows('removed.jsonl')) {
      const family = String(id).split('-')[0];
      expect(extra).toEqual({ kept: true });
      expect(duplicate).toMatchObject({ reason: 'near', kept: `${family}-2` });
    }
    expect(stdout).toContain('20 of 60 examples stay');
    expect(stdout).toContain('5 words a shingle, 112 permutations, 14 bands x 8 rows');
    expect(stdout).toContain('0.9235');
  });

  it('prints one document with --json, and writes nothing with --dry-run', async () => {
    write('in.jsonl', ROWS);
    const { status, stdout, stderr } = await dedup('in.jsonl', '--dry-run', '--json', '--preset', 'nemo');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ schema: 'outcross.dedup/1', examples: 60, outputs: [] });
    expect(document.settings).toMatchObject({ unit: 'characters', shingle: 24, permutations: 260 });
    const [chance] = document.matchProbability.filter(
      ({ similarity }: { similarity: number }) => similarity === 0.8,
    );
    expect(chance.candidate).toBeCloseTo(0.677, 3);
    expect(readdirSync(folder)).toEqual(['in.jsonl']);
  });

  it('reads standard input to say what would go, and refuses to write from it', async () => {
    const input = ROWS.map((row) => JSON.stringify(row)).join('\n');
    const dry = await outcross(['dedup', '-', '--dry-run', '--json'], { cwd: folder, input });
    expect(JSON.parse(dry.stdout)).toMatchObject({ kept: 20 });
    const wet = await outcross(['dedup', '-', '-o', 'kept.jsonl'], { cwd: folder, input });
    expect(wet.status).toBe(2);
    expect(wet.stderr).toContain('can be read once only');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps the holdout out', async () => {
    write('in.jsonl', ROWS);
    write('holdout.jsonl', ROWS.slice(0, 3));
    await dedup('in.jsonl', '-o', 'kept.jsonl', '--against', 'holdout.jsonl', '--removed', 'gone.jsonl.gz');
    expect(rows('kept.jsonl').some(({ id }) => String(id).startsWith('0-'))).toBe(false);
    expect(rows('kept.jsonl').length).toBe(19);
    expect(readdirSync(folder)).toContain('gone.jsonl.gz');
  });

  it('decides on disk as in memory, and leaves nothing there', async () => {
    write('in.jsonl', ROWS);
    await dedup('in.jsonl', '-o', 'memory.jsonl');
    const { status } = await dedup('in.jsonl', '-o', 'disk.jsonl', '--memory', '0');
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'disk.jsonl'))).toEqual(readFileSync(join(folder, 'memory.jsonl')));
    expect(readdirSync(folder).sort()).toEqual(['disk.jsonl', 'in.jsonl', 'memory.jsonl']);
  });

  it.each([
    [['in.jsonl'], 'where to write was not said'],
    [['in.jsonl', '-o', 'in.jsonl', '--force'], 'is what is read'],
    [['in.jsonl', '--dry-run', '--preset', 'datatove'], 'datatrove, nemo'],
    [['in.jsonl', '--dry-run', '--keep', 'humane'], 'human'],
    [['in.jsonl', '--dry-run', '--threshold', '1.5'], 'from 0 to 1'],
    [['in.jsonl', '--dry-run', '--bands', '5000'], 'at most 4096'],
    [['in.jsonl', '--dry-run', '--against', 'in.jsonl', '--run-tokens', '1'], 'from 2'],
    [['none.jsonl', '--dry-run'], 'none.jsonl'],
  ])('refuses %j in words that help', async (args, words) => {
    write('in.jsonl', ROWS);
    const { status, stdout, stderr } = await dedup(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(readdirSync(folder)).toEqual(['in.jsonl']);
  });
});
