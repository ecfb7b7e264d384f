import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { widest } from '../fixtures.test.support.ts';
import { ran } from './ran.test.support.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const row = (i: number, origin = 'human') => ({
  id: `r${i}`,
  text: `a few words of author ${i % 80} and word${i}`,
  author: `a${i % 80}`,
  genre: i % 80 < 70 ? 'news' : 'lore',
  provenance: { origin },
});
const rows = (n: number, origin?: string) => jsonl(Array.from({ length: n }, (_, i) => row(i, origin)));
const input = disk.write('in.jsonl', rows(400));
const anchor = (...args: string[]) => ran(['anchor', '--no-config', ...args]);
const idsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).id);

describe('outcross anchor', () => {
  it('parts every example to one side, whole authors together', async () => {
    const { status, err } = await anchor(input, '--group-field', 'author', '-o', at('parted'));
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const [reservoir, holdout] = ['reservoir', 'holdout'].map((side) => idsOf(at(`parted/${side}.jsonl`)));
    expect([...reservoir, ...holdout].sort()).toEqual(Array.from({ length: 400 }, (_, i) => `r${i}`).sort());
    const authors = (ids: string[]) => new Set(ids.map((id) => Number(id.slice(1)) % 80));
    expect([...authors(reservoir)].filter((author) => authors(holdout).has(author))).toEqual([]);
  });

  it('prints with --json what it wrote beside the data', async () => {
    const { out } = await anchor(input, '--group-field', 'author', '-o', at('json'), '--json');
    const document = JSON.parse(out);
    expect(document).toEqual(JSON.parse(readFileSync(at('json/anchor.json'), 'utf8')));
    expect(document.reservoir.examples + document.holdout.examples).toBe(400);
  });

  it('never changes a holdout, forced or not: it is frozen', async () => {
    await anchor(input, '--group-field', 'author', '-o', at('frozen'));
    const before = readFileSync(at('frozen/holdout.jsonl'), 'utf8');
    const again = await anchor(input, '--group-field', 'author', '--salt', 'other', '-o', at('frozen'));
    expect(again.status).toBe(2);
    expect(readFileSync(at('frozen/holdout.jsonl'), 'utf8')).toBe(before);
    const forced = await anchor(
      ...[input, '--group-field', 'author', '--salt', 'other', '--force', '-o', at('frozen')],
    );
    expect(forced.err).toMatch(/^error \[E_PARAMETER\] .* was frozen with salt "outcross", not "other"\n/);
    const same = await anchor(input, '--group-field', 'author', '--force', '-o', at('frozen'));
    expect(same.status).toBe(0);
    expect(readFileSync(at('frozen/holdout.jsonl'), 'utf8')).toBe(before);
  });

  it('takes nothing for human that nobody says is', async () => {
    const unknown = disk.write(
      'unknown.jsonl',
      jsonl(Array.from({ length: 200 }, (_, i) => ({ ...row(i), provenance: undefined }))),
    );
    const refused = await anchor(unknown, '-o', at('unknown'));
    expect(refused.status).toBe(2);
    expect(existsSync(at('unknown'))).toBe(false);
    const assumed = await anchor(unknown, '--assume-human', '-o', at('unknown'));
    expect(assumed.out).toContain('200 examples of unknown origin were taken for human');
    const reservoir = at('unknown/reservoir.jsonl');
    const [first] = readFileSync(reservoir, 'utf8').split('\n');
    expect(JSON.parse(first)).toMatchObject({ provenance: { origin: 'human', evidence: 'declared' } });
    // What it was vouched for is human to a mix too, without another word.
    const mixed = await ran(['mix', '--no-config', reservoir, '--anchor', at('unknown'), '--dry-run']);
    expect({ status: mixed.status, err: mixed.err }).toEqual({ status: 0, err: '' });
  });

  it.each([40, 80])('keeps to %d columns', async (columns) => {
    const args = ['anchor', '--no-config', input, '--group-field', 'author', '--strata', 'genre'];
    const { out } = await ran([...args, '-o', at(`w${columns}`)], { columns });
    expect(widest(out)).toBeLessThanOrEqual(columns);
    expect(out).toMatch(/lore.* too /);
  });

  it('goes where the workspace says, for its human data and for others that are named', async () => {
    for (const [i, named] of [[], [input]].entries()) {
      const yaml = disk.write(
        `w${i}/outcross.yaml`,
        'human: own.jsonl\nanchor: {folder: held, holdout: 0.5}\nfields: {group: author}\n',
      );
      disk.write(`w${i}/own.jsonl`, rows(200));
      const { status, err } = await ran(['anchor', ...named, '--config', yaml]);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      const { reservoir, holdout, settings } = JSON.parse(readFileSync(at(`w${i}/held/anchor.json`), 'utf8'));
      expect(reservoir.examples + holdout.examples).toBe(i === 0 ? 200 : 400);
      expect(settings.holdout).toBe(0.5);
    }
  });

  it('wants human data where the workspace names none', async () => {
    const yaml = disk.write('bare/outcross.yaml', 'line: x\n');
    const { status, err } = await ran(['anchor', '--config', yaml]);
    expect({ status, err }).toMatchObject({
      status: 2,
      err: expect.stringMatching(/E_NO_INPUT[\s\S]*human:/),
    });
    expect(existsSync(at('bare/anchor'))).toBe(false);
  });

  it.each([
    [[], /where to write the anchor was not said/],
    [['-o', '-'], /where to write the anchor was not said/],
    [['-o', 'a', '--strict', '--quarantine', 'q'], /exclude each other/],
    [['-o', 'a', '--holdout', '1'], /holdout/],
    [['-o', 'a', '--quarantine', input], /which is an input/],
  ])('refuses %j', async (options, message) => {
    const { status, out, err } = await anchor(input, ...options);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
    expect(existsSync('a')).toBe(false);
  });
});
