import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { ran } from './ran.test.support.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const inventory = (...args: string[]) => ran(['inventory', '--no-config', ...args]);

const human = (i: number) => ({
  id: `h${i}`,
  text: 'one two',
  provenance: { origin: 'human', source: `s${i}` },
});
const input = disk.write(
  'in.jsonl',
  jsonl([
    ...Array.from({ length: 15 }, (_, i) => human(i)),
    { id: 'g', text: 'one two three', provenance: { origin: 'synthetic', model: 'm', generation: 3 } },
    { id: 'u', text: 'one' },
  ]),
);

describe('outcross inventory', () => {
  it('counts examples, tokens and characters, by what is stated', async () => {
    const { status, out } = await inventory(input, '--by', 'origin');
    expect(status).toBe(0);
    // An example's end counts as a token.
    expect(out).toMatch(/^17 examples, 51 tokens, 121 characters\n/);
    expect(out).toMatch(/\n {2}human +15 +88% +45 +88% +105\n/);
    expect(out).toMatch(/\n {2}synthetic +1 +5\.9% /);
  });

  it('adds up, whatever it counts by', async () => {
    const { out } = await inventory(input, '--json', '--by', 'origin,generation');
    const { total, tables } = JSON.parse(out);
    for (const { lines } of tables) {
      for (const key of ['examples', 'tokens', 'characters'])
        expect(lines.reduce((sum: number, line: Record<string, number>) => sum + line[key], 0)).toBe(
          total[key],
        );
    }
    expect(tables[0].lines).toContainEqual(
      expect.objectContaining({ origin: 'synthetic', generation: 3, examples: 1 }),
    );
  });

  it('cuts a long table unless more is asked for', async () => {
    expect((await inventory(input, '--by', 'source')).out).toMatch(/and \d more: see them with --top\n/);
    expect((await inventory(input, '--by', 'source', '--top', '100')).out).not.toContain('--top');
  });

  it('refuses to write malformed rows over what it reads', async () => {
    const before = readFileSync(input, 'utf8');
    const { status, err } = await inventory(input, '--quarantine', input);
    expect(status).toBe(2);
    expect(err).toContain('which is an input');
    expect(readFileSync(input, 'utf8')).toBe(before);
  });

  it('stops at the first malformed row where it is strict, and writes nothing', async () => {
    const bad = disk.write('bad.jsonl', `${jsonl([human(1)])}{"id": 1}\n`);
    const strict = await inventory(bad, '--strict');
    expect({ status: strict.status, out: strict.out }).toEqual({ status: 2, out: '' });
    expect(strict.err).toContain('bad.jsonl:2');
    const lenient = await inventory(bad, '--quarantine', at('q.jsonl'));
    expect(lenient.status).toBe(0);
    expect(existsSync(at('q.jsonl'))).toBe(true);
  });

  it('suggests the key that was meant', async () => {
    const { status, err } = await inventory(input, '--by', 'modle');
    expect(status).toBe(2);
    expect(err).toContain('model');
  });
});
