import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { edited, families, words } from '../../quality/duplicates/fixtures.test.support.ts';
import type { Removal } from '../../quality/duplicates/removals.ts';
import { type DedupCorpusOptions, dedupCorpus } from './dedup-corpus.ts';

type Row = { id: string; text: string; duplicate?: Removal };

const ROWS: Row[] = families('corpus', 30, 4, 0.03).map(({ id, text }) => ({ id, text }));

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcross-dedup-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, rows: readonly object[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return path;
}

function read(name: string): Row[] {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Row);
}

async function run(inputs: readonly string[], options: DedupCorpusOptions = {}) {
  const result = await dedupCorpus(
    { inputs },
    {
      kept: { path: join(folder, 'kept.jsonl'), replace: true },
      removed: { path: join(folder, 'removed.jsonl'), replace: true },
      workers: 0,
      ...options,
    },
  );
  return {
    result,
    bytes: [readFileSync(join(folder, 'kept.jsonl')), readFileSync(join(folder, 'removed.jsonl'))],
  };
}

describe('dedupCorpus', () => {
  it('writes what stays as it stood, and what goes with what stays in its stead', async () => {
    const path = file('in.jsonl', ROWS);
    const { result } = await run([path]);
    const lines = readFileSync(path, 'utf8').split('\n');
    const kept = read('kept.jsonl');
    const removed = read('removed.jsonl');
    expect(kept.length + removed.length).toBe(ROWS.length);
    expect(result.counts).toMatchObject({ kept: kept.length, removed: removed.length });
    for (const line of readFileSync(join(folder, 'kept.jsonl'), 'utf8').split('\n'))
      expect(lines).toContain(line);
    const ids = new Set(kept.map(({ id }) => id));
    for (const { id, duplicate } of removed) {
      expect(ids).toContain(duplicate!.kept);
      expect(duplicate!.kept.split('-')[0]).toBe(id.split('-')[0]);
      expect(duplicate!.cluster).toMatch(/^[0-9a-f]{16}$/);
      expect(duplicate!.similarity).toBeGreaterThan(0.3);
    }
  });

  it('writes the same bytes from one, two and eight shards, by any number of workers', async () => {
    const path = file('in.jsonl', ROWS);
    const { bytes } = await run([path]);
    const size = readFileSync(path).length;
    for (const [shards, workers] of [
      [2, 0],
      [8, 0],
      [8, 2],
    ]) {
      const again = await run([path], { workers, targetBytes: Math.ceil(size / shards) });
      expect(again.bytes).toEqual(bytes);
    }
  });

  it('decides the same for files in any order', async () => {
    const rng = new Rng('files');
    const shuffled = rng.shuffle([...ROWS]);
    const paths = Array.from({ length: 8 }, (_, i) =>
      file(
        `in-${i}.jsonl`,
        shuffled.filter((_, row) => row % 8 === i),
      ),
    );
    const decisions = async (inputs: readonly string[]) => {
      await run(inputs);
      return [...read('kept.jsonl'), ...read('removed.jsonl')].map((row) => JSON.stringify(row)).sort();
    };
    const expected = await decisions(paths);
    for (let i = 0; i < 2; i++) expect(await decisions(rng.shuffle([...paths]))).toEqual(expected);
    expect(await decisions([file('all.jsonl', ROWS)])).toEqual(expected);
  });

  it('removes nothing from what it has kept', async () => {
    await run([file('in.jsonl', ROWS)]);
    const again = file('again.jsonl', read('kept.jsonl'));
    expect((await run([again])).result.counts.removed).toBe(0);
  });

  it('drops what is like the reference, or shares a run of fifty tokens with it, and says where', async () => {
    const rng = new Rng('against');
    const held = words(rng, 400);
    const text = held.join(' ');
    const rows = [
      { id: 'copy', text: text.toUpperCase() },
      { id: 'near', text: edited(rng, text, 0.01) },
      { id: 'run', text: [...words(rng, 300), ...held.slice(100, 160), ...words(rng, 300)].join(' ') },
      { id: 'short', text: [...words(rng, 300), ...held.slice(100, 149), ...words(rng, 300)].join(' ') },
    ];
    const against = { inputs: [file('holdout.jsonl', [{ id: 'held', text }])] };
    const { result } = await run([file('in.jsonl', rows)], { against });
    expect(read('kept.jsonl').map(({ id }) => id)).toEqual(['short']);
    const [copy, near, shares] = read('removed.jsonl').map(({ duplicate }) => duplicate!);
    expect(copy).toMatchObject({ reason: 'reference-exact', kept: 'held', similarity: 1 });
    expect(near).toMatchObject({ reason: 'reference-near', kept: 'held' });
    expect(shares).toEqual({
      reason: 'reference-run',
      kept: 'held',
      runs: [{ start: 300, length: 60, reference: 'held', referenceStart: 100 }],
    });
    expect(result.reference).toEqual({ examples: 1, runTokens: 50 });
    const without = await run([join(folder, 'in.jsonl')], { against, runTokens: 0 });
    expect(without.result.counts.kept).toBe(2);
  });

  it('needs no output to say what would go', async () => {
    const path = file('in.jsonl', ROWS);
    const before = readdirSync(folder);
    const { counts, outputs } = await dedupCorpus({ inputs: [path] }, { workers: 0 });
    expect(outputs).toEqual([]);
    expect(counts.removed).toBeGreaterThan(50);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('refuses, before it reads, what it could not write', async () => {
    const path = file('in.jsonl', ROWS);
    const attempt = (options: DedupCorpusOptions, inputs = [path]) => dedupCorpus({ inputs }, options);
    await expect(attempt({ kept: { path, replace: true } })).rejects.toMatchObject({ code: 'E_USAGE' });
    await expect(attempt({ kept: { path: file('there.jsonl', ROWS) } })).rejects.toMatchObject({
      code: 'E_WRITE',
    });
    const kept = { path: join(folder, 'out.jsonl') };
    await expect(attempt({ kept }, ['-'])).rejects.toMatchObject({
      code: 'E_USAGE',
      hint: expect.stringContaining('--dry-run'),
    });
    expect(readdirSync(folder).sort()).toEqual(['in.jsonl', 'there.jsonl']);
  });

  it('writes nothing where a file grows between the two readings', async () => {
    const first = file('a.jsonl', ROWS.slice(0, 25));
    const second = file('b.jsonl', ROWS.slice(25));
    let grown = false;
    const onProgress = ({ file: name }: { readonly file: string }) => {
      if (grown || name !== 'b.jsonl') return;
      grown = true;
      writeFileSync(first, '{"id":"late","text":"late"}\n', { flag: 'a' });
    };
    await expect(run([first, second], { onProgress })).rejects.toMatchObject({ code: 'E_UNREADABLE' });
    expect(readdirSync(folder).sort()).toEqual(['a.jsonl', 'b.jsonl']);
  });

  it('stops at a malformed row where it is told to, and names it else', async () => {
    const path = file('in.jsonl', ROWS.slice(0, 3));
    writeFileSync(path, 'no json\n', { flag: 'a' });
    await expect(run([path], { strict: true })).rejects.toMatchObject({ code: 'E_ROW', where: 'in.jsonl:4' });
    const met: string[] = [];
    const { result } = await run([path], { onBadRow: ({ file: name, row }) => met.push(`${name}:${row}`) });
    expect(met).toEqual(['in.jsonl:4']);
    expect(result).toMatchObject({ malformed: 1, counts: { examples: 3 } });
  });

  it('says so where there is no example', async () => {
    await expect(run([file('in.jsonl', [{ id: 1 }])])).rejects.toMatchObject({
      code: expect.stringMatching(/^E_(EMPTY|FIELD)$/),
    });
  });
});
