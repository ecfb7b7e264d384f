import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { hiddenIn, widest } from '../fixtures.test.support.ts';
import { guardText } from './guard.ts';
import { ran } from './ran.test.support.ts';

const disk = scratch();
const guard = (...args: string[]) => ran(['guard', '--no-config', ...args], { columns: 80 });
const tagged = { text: 'one', provenance: { origin: 'human', source: 's' } };
const untagged = { text: 'two' };

describe('outcross guard', () => {
  it('says nothing of data that is tagged', async () => {
    const path = disk.write('tagged.jsonl', jsonl([tagged, tagged]));
    expect(await guard(path)).toEqual({ status: 0, out: '', err: '' });
  });

  it('refuses what is not, by file and row, and says what to type', async () => {
    const path = disk.write('mixed.jsonl', jsonl([tagged, untagged]));
    const { status, out } = await guard(path);
    expect(status).toBe(1);
    expect(out).toContain('1 example does not state where it comes from:');
    expect(out).toContain(`${path}:2: no origin`);
    expect(out).toContain(`outcross tag ${path} --origin human`);
  });

  it('asks for what it is told to ask for', async () => {
    const path = disk.write('source.jsonl', jsonl([tagged]));
    expect((await guard(path, '--require', 'origin,source')).status).toBe(0);
    const { status, out } = await guard(path, '--require', 'source,license');
    expect([status, out]).toEqual([1, expect.stringContaining(':1: no license')]);
  });

  it('names as many rows as were asked for, and counts the rest', async () => {
    const path = disk.write('many.jsonl', jsonl(Array(30).fill(untagged)));
    expect((await guard(path)).out).toContain('  and 20 more: see them with --top\n');
    expect((await guard(path, '--top', '30')).out).not.toContain('more');
  });

  it('counts rows that cannot be read as refused', async () => {
    const { status, out } = await guard(disk.write('torn.jsonl', `${jsonl([tagged])}{"te`));
    expect(status).toBe(1);
    expect(out).toContain('1 row is malformed:');
    expect(out).not.toContain('outcross tag');
  });

  it('gives one document with --json', async () => {
    const path = disk.write(
      'json.jsonl',
      jsonl([untagged, { ...untagged, provenance: { origin: 'unknown' } }]),
    );
    const { out, status } = await guard(path, '--json', '--allow-unknown');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      schema: 'outcross.guard/1',
      require: ['origin'],
      records: 2,
      refused: 1,
      rows: [{ file: path, row: 1, message: 'no origin' }],
    });
  });

  it('suggests the key that was meant', async () => {
    const { status, err } = await guard(join(disk.folder, 'x.jsonl'), '--require', 'orign');
    expect([status, err]).toEqual([2, expect.stringContaining('origin')]);
  });
});

describe('guardText', () => {
  it('shows names that would drive a terminal or a shell as what they are', () => {
    const file = "\u001b[2Jevil'; rm -rf ~ #\u202e.jsonl";
    const text = guardText({ records: 1, refused: 1, malformed: 0 }, [
      { file, row: 1, message: 'no origin' },
    ]);
    expect(hiddenIn(text)).toEqual([]);
    expect(text).toContain("'[U+001B][2Jevil'\\''; rm -rf ~ #[U+202E].jsonl'");
    expect(widest(guardText({ records: 1, refused: 0, malformed: 0 }, []))).toBe(0);
  });
});
