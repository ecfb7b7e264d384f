import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../base/rng.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { hiddenIn, widest } from '../fixtures.test.support.ts';
import { ran } from './ran.test.support.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const filter = (...args: string[]) => ran(['filter', '--no-config', ...args]);

const rng = new Rng('filter');
const word = () => Array.from({ length: 3 + rng.int(5) }, () => 'abcdefghijklmnop'[rng.int(16)]).join('');
/** Sentences that repeat nothing but their little words. */
const SOUND = Array.from({ length: 24 }, () => {
  const parts = ['the', 'of', 'and', 'to', 'that', 'have', 'with', 'be'].map(
    (little) => `${word()} ${word()} ${rng.int(2) === 0 ? little : word()}`,
  );
  return `The ${parts.join(' ')}.`;
}).join('\n');
const rows = [
  { id: 'sound', text: SOUND, provenance: { origin: 'human' } },
  { id: 'empty', text: '', provenance: { origin: 'synthetic' } },
  { id: 'same', text: 'spam spam spam. '.repeat(200), provenance: { origin: 'synthetic' } },
];
const input = disk.write('in.jsonl', jsonl(rows));

describe('outcross filter', () => {
  it('parts the corpus: what is kept, and what is rejected with its reasons', async () => {
    const { status, out } = await filter(input, '-o', at('kept.jsonl'), '--rejects', at('gone.jsonl'));
    expect(status).toBe(0);
    expect(out).toMatch(/^3 examples: 1 kept, 2 dropped \(67%, /);
    expect(readFileSync(at('kept.jsonl'), 'utf8')).toBe(jsonl(rows.slice(0, 1)));
    const gone = readFileSync(at('gone.jsonl'), 'utf8').trimEnd().split('\n');
    expect(gone.map((line) => JSON.parse(line).id)).toEqual(['empty', 'same']);
  });

  it('counts by origin, and adds up', async () => {
    const { out } = await filter(input, '--dry-run', '--json');
    const document = JSON.parse(out);
    expect(document).toMatchObject({ examples: 3, dropped: 2, outputs: {} });
    expect(document.origins).toMatchObject([
      { origin: 'human', examples: 1, dropped: 0 },
      { origin: 'synthetic', examples: 2, dropped: 2 },
    ]);
    for (const rule of document.rules) expect(rule.alone).toBeLessThanOrEqual(rule.examples);
  });

  it('suggests the profile that was meant', async () => {
    const { status, err } = await filter(input, '--dry-run', '--profile', 'finweb');
    expect(status).toBe(2);
    expect(err).toContain('fineweb');
  });

  it('writes nothing in a dry run, and must know where to write in another', async () => {
    await filter(input, '--dry-run', '-o', at('dry.jsonl'));
    expect(existsSync(at('dry.jsonl'))).toBe(false);
    expect((await filter(input)).err).toContain('where to write was not said');
  });
});

describe('outcross filter --explain', () => {
  const explain = (id: string, columns = 120) =>
    ran(['filter', '--no-config', input, '--explain', id], { columns });

  it('shows every measure against what is allowed, and whether the example stays', async () => {
    const { status, out } = await explain('same');
    expect(status).toBe(0);
    expect(out).toMatch(/^same \(synthetic\): dropped\n\n {5}measure +value +allowed +what it is\n/);
    expect(out).toMatch(/\n {2}✗ +fineweb\./);
    expect(out).toMatch(/\n {2}✓ +fineweb\./);
    expect((await explain('sound')).out).toMatch(/^sound \(human\): kept\n(?!.*✗)/s);
  });

  it('keeps marks and measures where the terminal is narrow', async () => {
    for (const columns of [70, 90, 120]) {
      const { out } = await explain('same', columns);
      expect(widest(out)).toBeLessThanOrEqual(columns);
      expect(out).toMatch(/\n {2}✗ +fineweb\.\S+ +[\d.,]+ +[≥≤] [\d.,]+/);
      expect(out.includes('what it is')).toBe(columns > 90);
    }
  });

  it('gives the same as one document, its numbers as numbers', async () => {
    const { out } = await ran(['filter', '--no-config', input, '--explain', 'empty', '--json']);
    const document = JSON.parse(out);
    expect(document).toMatchObject({
      schema: 'outcross.filter-explain/1',
      id: 'empty',
      origin: 'synthetic',
      keep: false,
    });
    for (const { value } of document.measures) expect(value === null || Number.isFinite(value)).toBe(true);
    const broken = document.measures.flatMap(({ rules }: { rules: { broken: boolean }[] }) =>
      rules.filter((rule) => rule.broken),
    );
    expect(broken.length).toBeGreaterThan(0);
  });

  it('says that there is no such example, whatever its name', async () => {
    const { status, err } = await explain('\u001b[2J');
    expect(status).toBe(2);
    expect(err).toMatch(/^error \[E_NOT_FOUND\] no example has the id \[U\+001B\]\[2J\n/);
    expect(hiddenIn(err)).toEqual([]);
  });
});
