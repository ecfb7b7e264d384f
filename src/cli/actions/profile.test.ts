import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { cutFigures, desk, hiddenIn, widest } from '../fixtures.test.support.ts';
import { run } from '../run.ts';
import { ran } from './ran.test.support.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const rows = (from: number, n: number) =>
  jsonl(
    Array.from({ length: n }, (_, i) => ({
      id: `r${from + i}`,
      text: `example ${from + i} of so many`,
      provenance: { origin: 'human', source: '\u202epress' },
    })),
  );
const a = disk.write('a.jsonl', rows(0, 30));
const b = disk.write('b.jsonl', rows(30, 12));

/** Commands that know no workers. */
async function plain(args: readonly string[], columns = 100) {
  const { context, out, err } = desk();
  out.columns = columns;
  const status = await run(args, context);
  return { status, out: out.text, err: err.text };
}

describe('outcross profile', () => {
  it('says in a line what was summarised, and with --json in one document', async () => {
    const { out } = await ran(['profile', a, '-o', at('a.profile')]);
    expect(out).toMatch(/a\.profile \(.+\): 30 examples, 180 tokens, [\d.]+ .?B of text\n$/);
    const document = JSON.parse((await ran(['profile', a, '-o', at('a.profile'), '--json'])).out);
    expect(document).toMatchObject({ examples: 30, tokens: 180, texts: true, malformed: 0 });
    expect(document.fileBytes).toBe(readFileSync(at('a.profile')).length);
  });

  it('keeps no text where it is told not to', async () => {
    await ran(['profile', a, '-o', at('bare.profile'), '--no-text']);
    const { out } = await plain(['profile', 'show', at('bare.profile')]);
    expect(out).toContain('without sample texts');
  });

  it('never writes over what is no profile', async () => {
    const { status, err } = await ran(['profile', a, '-o', b]);
    expect(status).toBe(2);
    expect(err).toContain('exists and is no profile: it was left as it is');
    expect(readFileSync(b, 'utf8')).toBe(rows(30, 12));
  });

  it.each([
    [[], /where to write the profile was not said/],
    [['-o', '-'], /where to write the profile was not said/],
    [['-o', '/none/such.profile'], /there is no folder \/none/],
    [['-o', 'p.profile', '--strict', '--quarantine', 'q.jsonl'], /exclude each other/],
    [['-o', 'p.profile', '--quarantine', a], /--quarantine names .*which is an input/],
  ])('refuses %j before it reads', async (options, message) => {
    const { status, out, err } = await ran(['profile', a, ...options]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
    expect(existsSync('p.profile')).toBe(false);
  });

  it('says what was not written where it was interrupted', async () => {
    const { status, err } = await ran(['profile', a, '-o', at('stopped.profile')], {
      prepare: ({ interrupt }) => interrupt(),
    });
    expect(status).toBe(130);
    expect(err).toContain(`interrupted: ${at('stopped.profile')} was not written`);
    expect(existsSync(at('stopped.profile'))).toBe(false);
  });
});

describe('outcross profile merge', () => {
  it('gives the bytes of one profile of both, in whichever order', async () => {
    await ran(['profile', a, '-o', at('ma.profile')]);
    await ran(['profile', b, '-o', at('mb.profile')]);
    await ran(['profile', a, b, '-o', at('both.profile')]);
    for (const parts of [
      ['ma', 'mb'],
      ['mb', 'ma'],
    ]) {
      const paths = parts.map((name) => at(`${name}.profile`));
      const { status, out } = await plain(['profile', 'merge', ...paths, '-o', at('merged.profile')]);
      expect(status).toBe(0);
      expect(out).toContain('42 examples');
      expect(readFileSync(at('merged.profile')).equals(readFileSync(at('both.profile')))).toBe(true);
    }
  });

  it('refuses a corpus in the place of a profile', async () => {
    const { status } = await plain(['profile', 'merge', a, b, '-o', at('none.profile')]);
    expect(status).toBe(2);
    expect(existsSync(at('none.profile'))).toBe(false);
  });
});

describe('outcross profile show', () => {
  it.each([40, 60, 80])('shows within %d columns what a file holds, with no figure cut', async (columns) => {
    await ran(['profile', a, '-o', at('shown.profile')]);
    const { status, out } = await plain(['profile', 'show', at('shown.profile')], columns);
    expect(status).toBe(0);
    expect(widest(out)).toBeLessThanOrEqual(columns);
    expect(cutFigures(out.replace(/^.*\n/, ''))).toEqual([]);
    expect(hiddenIn(out)).toEqual([]);
    expect(out).toMatch(/\n {2}examples +30 in \d+ of 64 blocks\n/);
    expect(out).toMatch(/\n {2}human, \[U\+202E\]pr\S* +30 +100%\n/);
  });

  it('gives the document that profiling gave', async () => {
    const made = await ran(['profile', a, '-o', at('same.profile'), '--json']);
    expect((await plain(['profile', 'show', at('same.profile'), '--json'])).out).toBe(made.out);
  });

  it('suggests the file that was meant', async () => {
    const { status, err } = await plain(['profile', 'show', at('smae.profile')]);
    expect(status).toBe(2);
    expect(err).toMatch(/^error \[E_NOT_FOUND\]/);
  });
});
