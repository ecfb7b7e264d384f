import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawn } from '../../compare/lines.test.support.ts';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { npyBytes, npyHead } from '../../corpus/npy/npy.test.support.ts';
import { cutFigures, desk, hiddenIn, widest } from '../fixtures.test.support.ts';
import { run } from '../run.ts';

const disk = scratch();
const npy = (name: string, ...draw: Parameters<typeof drawn>) =>
  disk.write(name, npyBytes(drawn(...draw).map((row) => [...row])));
const human = npy('human.npy', 300, 6, 'human');
const like = npy('like.npy', 150, 6, 'like');
const narrow = npy('narrow.npy', 150, 6, 'narrow', { used: 3 });

async function outcross(...args: string[]) {
  const { context, out, err } = desk();
  out.columns = 80;
  const status = await run(args, context);
  return { status, out: out.text, err: err.text };
}
const check = (...args: string[]) => outcross('check', ...args, '--workers', '0');

interface Document {
  readonly generations: readonly {
    readonly verdict: string;
    readonly signals: readonly { readonly id: string }[];
  }[];
}
const signals = (text: string) => (JSON.parse(text) as Document).generations.map((g) => g.signals);
const spaceIds = (text: string) =>
  signals(text)[0]
    .map(({ id }) => id)
    .filter((id) => id.startsWith('space.'));

/** Rows of words, with a vector and without. */
const rows = (name: string, n: number) => {
  const words = ['harbour', 'meadow', 'winter', 'engine', 'letter', 'river', 'market', 'candle'];
  return drawn(n, 3, name).map((v, i) => ({
    id: `${name}${i}`,
    text: Array.from({ length: 9 }, (_, w) => words[(i * (w + 3) + w) % 8]).join(' '),
    v: [...v],
  }));
};
const texts = disk.write('texts.jsonl', jsonl(rows('texts', 120)));
const other = disk.write('other.jsonl', jsonl(rows('other', 60)));

describe('outcross check on vectors', () => {
  it('shows figures that fit 80 columns, whole', async () => {
    const { status, out, err } = await check(like, narrow, '--against', human);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(widest(out)).toBeLessThanOrEqual(80);
    expect([cutFigures(out), hiddenIn(out)]).toEqual([[], []]);
    expect(out.split('\n\n')[1]).toMatchInlineSnapshot(`
      "narrow against human data  150 examples a side, 95% intervals, sampled
        signal                 narrow  human  ratio  interval
        Coverage                0.732   1.00   0.73  [0.67, 0.79]  ▼ worse
        Recall                  0.651  0.960   0.68  [0.60, 0.77]  ▼ worse
        Precision               0.966  0.987   0.98  [0.94, 1.02]  · context
        Density                  1.08   1.11   0.97  [0.84, 1.12]  · context
        Vendi score, q = 0.5     4.19   5.36   0.78  [0.74, 0.82]  ▼ worse
        Vendi score, q = 1       3.18   4.81   0.66  [0.60, 0.73]  ▼ worse
        Vendi score, q = 2       2.38   4.02   0.59  [0.51, 0.68]  ▼ worse
        Vendi score, q = inf     1.67   2.53   0.66  [0.58, 0.76]  ▼ worse
        Spread of the vectors    4.56   4.95   0.92  [0.86, 0.99]  ? unclear
        Volume of the cloud     0.724  0.979   0.74  [0.69, 0.79]  ? unclear
        also worse: Effective rank 0.68; First component 1.49; Frontier integral
          26.4; MAUVE 0.35; 1 more"
    `);
  });

  it('finds the same however the rows lie in files: in parts, as doubles, column by column', async () => {
    const all = drawn(150, 6, 'like').map((row) => [...row]);
    mkdirSync(join(disk.folder, 'parts'), { recursive: true });
    const parts = [all.slice(0, 60), all.slice(60)].map((part, i) =>
      disk.write(`parts/${i}.npy`, npyBytes(part, { descr: '<f8', fortran: i === 0 })),
    );
    const folder = join(disk.folder, 'parts');
    const of = async (...args: string[]) =>
      signals((await check(...args, '--against', human, '--json', '--modality', 'vectors')).out);
    const once = await of(folder);
    expect(await of(join(folder, '*.npy'))).toEqual(once);
    expect((await of(parts[0]))[0]).not.toEqual(once[0]);
  });

  it('measures text and vectors together where a field holds them, and neither changes the verdict', async () => {
    const bare = await check(other, '--against', texts, '--json');
    const given = await check(other, '--against', texts, '--json', '--vector-field', 'v');
    const lexical = await check(other, '--against', texts, '--json', '--features', 'lexical:512');
    expect(spaceIds(bare.out)).toEqual([]);
    expect(spaceIds(given.out)).toContain('space.coverage');
    expect(spaceIds(lexical.out)).toEqual(spaceIds(given.out));
    const verdict = (text: string) => (JSON.parse(text) as Document).generations[0].verdict;
    expect(new Set([bare, given, lexical].map(({ out }) => verdict(out))).size).toBe(1);
  });

  it('leaves the vectors alone where none are wanted', async () => {
    const { status, out } = await check(
      other,
      '--against',
      texts,
      '--json',
      '--vector-field',
      'v',
      '--features',
      'none',
    );
    expect(status).toBeLessThan(2);
    expect(spaceIds(out)).toEqual([]);
  });

  it('reads a table whose cells hold lists, with a mark of its encoding and line ends of Windows', async () => {
    const csv = (name: string, n: number) =>
      disk.write(
        `${name}.csv`,
        `\ufeffid,text,v\r\n${rows(name, n)
          .map(({ id, text, v }) => `${id},${text},"${JSON.stringify(v)}"`)
          .join('\r\n')}\r\n`,
      );
    const { status, out, err } = await check(
      csv('a', 60),
      '--against',
      csv('b', 120),
      '--json',
      '--vector-field',
      'v',
    );
    expect({ below: status < 2, err }).toEqual({ below: true, err: '' });
    expect(spaceIds(out)).toContain('space.recall');
  });

  it('notes rows whose vector is malformed, and goes on', async () => {
    const odd = [
      ...rows('odd', 70),
      { id: 'x', text: 'a b', v: [1, 2] },
      { id: 'y', text: 'a b', v: 'none' },
    ];
    const file = disk.write('odd.jsonl', jsonl(odd));
    const { status, out, err } = await check(file, '--against', texts, '--vector-field', 'v', '--json');
    expect(status).toBeLessThan(2);
    expect(err).toBe('');
    const { findings } = JSON.parse(out) as { findings: readonly { id: string; message: string }[] };
    expect(findings.map(({ id }) => id)).toContain('input.malformed-rows');
    expect(out).toContain('field \\"v\\" has 2 numbers, the first of the file 3');
    expect(out).toContain('field \\"v\\" is a string, not a list of numbers');
    const strict = await check(file, '--against', texts, '--vector-field', 'v', '--strict');
    expect([strict.status, strict.err]).toEqual([
      2,
      expect.stringContaining('has 2 numbers, the first of the file 3'),
    ]);
  });
});

describe('outcross on what holds no vectors', () => {
  it.each([
    ['a file that is none', ['broken.npy'], 'E_FORMAT', 'it is no .npy file'],
    ['a file that ends too early', ['short.npy'], 'E_TRUNCATED', 'it ends before row 3 of 500'],
    ['a file that claims what no disk holds', ['liar.npy'], 'E_TRUNCATED', 'it ends before row 2'],
    ['rows of another length', ['wide.npy'], 'E_MERGE', '7'],
    ['a stack of pictures', ['stack.npy'], 'E_FORMAT', '3 axes'],
    ['no rows', ['none.npy'], 'E_EMPTY', 'holds no row'],
    ['a file that is not there', ['gone.npy'], 'E_NOT_FOUND', 'gone.npy'],
    ['a folder of arrays', ['arrays'], 'E_FORMAT', '--modality vectors'],
    ['text that has none', ['other.jsonl', '--modality', 'vectors'], 'E_FIELD', '--vector-field'],
    [
      'a field that is not there',
      ['other.jsonl', '--vector-field', '__proto__'],
      'E_FIELD',
      'no field "__proto__"',
    ],
    ['a field of something else', ['other.jsonl', '--vector-field', 'text'], '', 'not a list of numbers'],
    [
      'a request that is misspelt',
      ['other.jsonl', '--features', 'lexcial'],
      'E_OPTION',
      'Did you mean "lexical"?',
    ],
    ['a model without a folder', ['other.jsonl', '--features', 'onnx:'], 'E_OPTION', 'onnx:FOLDER'],
    ['a model that is not there', ['other.jsonl', '--features', 'onnx:gone'], 'E_NOT_FOUND', 'gone'],
  ])('ends with a code and a way out: %s', async (_, [name, ...options], code, part) => {
    disk.write('broken.npy', 'no array of any kind');
    disk.write('short.npy', npyBytes(drawn(500, 6, 's').map((r) => [...r])).subarray(0, 128 + 2 * 24 + 5));
    disk.write('liar.npy', Buffer.concat([npyHead('(1000000000000, 6)', '<f4'), Buffer.alloc(24)]));
    npy('wide.npy', 60, 7, 'wide');
    disk.write('stack.npy', npyHead('(5, 4, 4)', '|u1'));
    disk.write('none.npy', npyHead('(0, 6)', '<f4'));
    disk.write('arrays/a.npy', npyBytes([[1], [2]]));
    const against = name.endsWith('.npy') || name === 'arrays' ? human : texts;
    const { status, out, err } = await check(join(disk.folder, name), '--against', against, ...options);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(new RegExp(`^error \\[${code === '' ? 'E_\\w+' : code}\\] `, 'm'));
    expect(err).toContain(part);
    expect(err).not.toMatch(/E_INTERNAL|undefined|\[object/);
  });

  it('asks for more examples, not for more text, of vectors', async () => {
    const one = disk.write('one.npy', npyBytes([[1, 2, 3, 4, 5, 6]]));
    const { err } = await check(one, '--against', human);
    expect(err).toMatchInlineSnapshot(`
      "error [E_EMPTY] one holds 1 example; a check needs at least 4
        hint: Give more examples.
      "
    `);
  });
});

describe('outcross profile of vectors', () => {
  it('says what it holds, and that it holds no words', async () => {
    const to = join(disk.folder, 'v.profile');
    const { status, out, err } = await outcross('profile', like, '-o', to, '--workers', '0');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/150 examples/);
  });

  it('refuses to be compared with one of other features, by name', async () => {
    const to = join(disk.folder, 'lexical.profile');
    await outcross('profile', texts, '-o', to, '--features', 'lexical', '--workers', '0');
    const { status, err } = await check(other, '--against', to);
    expect(status).toBe(2);
    expect(err).toContain('lexical-1/256');
  });
});
