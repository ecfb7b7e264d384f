import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { widest } from '../fixtures.test.support.ts';
import { ran } from './ran.test.support.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const dedup = (...args: string[]) => ran(['dedup', '--no-config', ...args]);
const idsOf = (name: string) =>
  readFileSync(at(name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).id);

const WORDS = Array.from({ length: 60 }, (_, i) => `word${i}`).join(' ');
const OTHER = Array.from({ length: 60 }, (_, i) => `other${i}`).join(' ');
const input = disk.write(
  'in.jsonl',
  jsonl([
    { id: 'a', text: WORDS, provenance: { origin: 'synthetic' } },
    { id: 'b', text: WORDS.toUpperCase(), provenance: { origin: 'human' } },
    { id: 'c', text: `${WORDS} and one`, provenance: { origin: 'synthetic' } },
    { id: 'd', text: OTHER, provenance: { origin: 'human' } },
  ]),
);

describe('outcross dedup', () => {
  it('keeps the human text of a cluster, and counts why the others go', async () => {
    const { status, out } = await dedup(input, '-o', at('kept.jsonl'), '--removed', at('gone.jsonl'));
    expect(status).toBe(0);
    expect(idsOf('kept.jsonl')).toEqual(['b', 'd']);
    expect(idsOf('gone.jsonl')).toEqual(['a', 'c']);
    expect(out).toMatch(/^2 of 4 examples stay: /);
    expect(out).toMatch(/\n {2}exact duplicates +1 +25%\n {2}near-duplicates +1 +25%\n/);
  });

  it('keeps what the rules say where they are given', async () => {
    await dedup(input, '-o', at('longest.jsonl'), '--keep', 'longest');
    expect(idsOf('longest.jsonl')).toEqual(['c', 'd']);
  });

  it('writes nothing and reads no output where it is a dry run, whatever it is told to write', async () => {
    const { status, out } = await dedup(input, '--dry-run', '-o', at('dry.jsonl'), '--removed', input);
    expect(status).toBe(0);
    expect(out).toContain('nothing was written');
    expect(existsSync(at('dry.jsonl'))).toBe(false);
  });

  it('takes nothing away that only shares a band, where texts are asked to be the same', async () => {
    const { out } = await dedup(input, '--dry-run', '--threshold', '1', '--json');
    expect(JSON.parse(out)).toMatchObject({ kept: 3, reasons: { exact: 1, near: 0 } });
  });

  it('keeps what is like the reference out', async () => {
    const holdout = disk.write('holdout.jsonl', jsonl([{ id: 'h', text: OTHER }]));
    const { out } = await dedup(input, '--dry-run', '--against', holdout, '--json');
    expect(JSON.parse(out)).toMatchObject({
      kept: 1,
      reference: { examples: 1, runTokens: 50 },
      reasons: { 'reference-exact': 1 },
    });
  });

  it('keeps to the terminal', async () => {
    for (const columns of [40, 80]) {
      const { out } = await ran(['dedup', '--no-config', input, '--dry-run'], { columns });
      expect(widest(out)).toBeLessThanOrEqual(columns);
    }
  });

  it.each([
    [[], /where to write was not said/],
    [['-o', '-'], /where to write was not said/],
    [['-o', 'x.jsonl', '--strict', '--quarantine', 'q'], /exclude each other/],
    [['--dry-run', '--bands', '5000'], /at most 4096/],
    [['--dry-run', '--quarantine', input], /--quarantine names .*which is an input/],
  ])('refuses %j before it reads', async (options, message) => {
    const { status, out, err } = await dedup(input, ...options);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });

  it('warns of malformed rows, and puts them aside where it is told to', async () => {
    const bad = disk.write('bad.jsonl', `${readFileSync(input, 'utf8')}{"id": "e"}\n`);
    const { out, err } = await dedup(bad, '--dry-run', '--quarantine', at('q.jsonl'), '--json');
    expect(JSON.parse(out)).toMatchObject({ examples: 4, malformed: 1 });
    expect(err).toMatch(/^warning 1 malformed row was passed over\. They are in .*q\.jsonl\.\n/);
  });
});
