import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import type { BadRow } from '../../corpus/source.ts';
import { curvaturesIn } from './moments-file.ts';

const disk = scratch();
let files = 0;
const write = (text: string | Uint8Array, ending = 'jsonl') => disk.write(`m${files++}.${ending}`, text);

/** By hand: (-1 + 2) + (-3 + 2) + (-1 + 2) over sqrt(1 + 4 + 4). */
const line = (id: unknown, more: object = {}) => ({
  id,
  token_logprobs: [-1, -3, -1],
  token_means: [-2, -2, -2],
  token_variances: [1, 4, 4],
  ...more,
});

async function read(path: string) {
  const bad: BadRow[] = [];
  const curvatures = await curvaturesIn(path, (row) => bad.push(row));
  return { curvatures: [...curvatures], told: bad.map(({ row, reason }) => `${row} ${reason}`) };
}

describe('curvaturesIn', () => {
  it('reads a file as other systems write it: byte order mark, CRLF, blank lines, no end of the last line', async () => {
    const text = `\ufeff${JSON.stringify(line('a'))}\r\n\r\n${JSON.stringify(line(7))}`;
    const { curvatures, told } = await read(write(text));
    expect([curvatures.map(([id]) => id), told]).toEqual([['a', '7'], []]);
    for (const [, curvature] of curvatures) expect(curvature).toBeCloseTo(1 / 3, 12);
  });

  it('reads compressed files, whatever they are called', async () => {
    const text = jsonl([line('é'), line('日本')]);
    for (const path of [write(gzipSync(text), 'jsonl.gz'), write(gzipSync(text))])
      expect((await read(path)).curvatures.map(([id]) => id)).toEqual(['é', '日本']);
  });

  it('keeps ids apart that every object has', async () => {
    const ids = ['__proto__', 'constructor', 'toString', ''];
    expect((await read(write(jsonl(ids.map((id) => line(id)))))).curvatures.map(([id]) => id)).toEqual(ids);
  });

  it('tells an id that stands twice, a number and its digits too, and keeps the first', async () => {
    const second = line('7', { token_means: [0, 0, 0] });
    const { curvatures, told } = await read(write(jsonl([line(7), second, line('b')])));
    expect(curvatures.map(([id]) => id)).toEqual(['7', 'b']);
    expect(curvatures[0][1]).toBeCloseTo(1 / 3, 12);
    expect(told).toEqual(['2 the id 7 stands twice']);
  });

  it('tells a text in which the model never had a choice, and does not take a later row for it', async () => {
    const certain = line('a', { token_variances: [0, 0, 0] });
    expect(await read(write(jsonl([certain, line('a')])))).toEqual({
      curvatures: [],
      told: ['1 the variances are 0: the model never had a choice', '2 the id a stands twice'],
    });
  });

  it('tells numbers that are no log-probabilities: bare NaN, and what lies above 0', async () => {
    const rows = [
      JSON.stringify(line('a')).replace('-3', 'NaN'),
      JSON.stringify(line('b', { token_logprobs: [-1, 3, -1] })),
      JSON.stringify(line('c', { token_means: [-2, 2, -2] })),
      JSON.stringify({ id: 'd', token_logprobs: [-1], top_logprobs: [[-1, 0.5]] }),
      JSON.stringify(line('e', { token_logprobs: [-1, 0.00001, -1] })),
    ];
    const { curvatures, told } = await read(write(rows.join('\n')));
    expect(curvatures.map(([id]) => id)).toEqual(['e']);
    expect(told).toEqual([
      '1 no JSON',
      '2 "token_logprobs" holds one above 0',
      '3 a mean is above 0',
      '4 distribution 1 holds one above 0',
    ]);
  });

  it('keeps no more of a row than a reader needs to know it by', async () => {
    const bad: BadRow[] = [];
    await curvaturesIn(write('x'.repeat(5000)), (row) => bad.push(row));
    expect(bad).toMatchObject([{ row: 1, reason: 'no JSON', raw: 'x'.repeat(1000) }]);
  });

  it('throws for a file that is empty, cut short or another kind of thing', async () => {
    await expect(read(write(''))).rejects.toMatchObject({ code: 'E_EMPTY' });
    const cut = gzipSync(jsonl([line('a')])).subarray(0, 40);
    await expect(read(write(cut, 'jsonl.gz'))).rejects.toMatchObject({ code: 'E_TRUNCATED' });
    await expect(read(`${disk.folder}/none.jsonl`)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    await expect(read(write(Buffer.from('\ufeff{}', 'utf16le')))).rejects.toMatchObject({
      code: 'E_ENCODING',
    });
  });
});
