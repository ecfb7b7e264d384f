import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { readScoreFile } from './read-score-file.ts';

const disk = scratch();
let files = 0;
const write = (text: string | Uint8Array, ending = 'jsonl') => disk.write(`s${files++}.${ending}`, text);

describe('readScoreFile', () => {
  it('reads rows of tokens and rows of sums, blank lines and a last line without an end', async () => {
    const path = write(
      '{"id":"a","token_logprobs":[null,-1,-2]}\n\n{"id":2,"total":-4,"tokens":2,"bytes":9}',
    );
    const { scores, bad } = await readScoreFile(path);
    expect(bad).toEqual([]);
    expect(scores).toMatchObject([
      { id: 'a', group: 'a', total: -3, tokens: 2 },
      { id: '2', total: -4, tokens: 2, bytes: 9 },
    ]);
  });

  it('reads a compressed file, whatever letters stand where its pieces meet', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) =>
      JSON.stringify({ id: `日本-${i}`, total: -i, tokens: 1 + i }),
    );
    const text = `${rows.join('\r\n')}\r\n`;
    for (const path of [write(text), write(gzipSync(text), 'jsonl.gz')]) {
      const { scores, bad } = await readScoreFile(path);
      expect(bad).toEqual([]);
      expect(scores.map(({ id }) => id)).toEqual(rows.map((_, i) => `日本-${i}`));
    }
  });

  it('tells each row that it leaves out, by line and reason', async () => {
    const lines = [
      '{"id":"a","token_logprobs":[NaN]}',
      '{"id":"b","token_logprobs":[-1, -Infinity]}',
      'oops',
      '{"id":"c","total":-1,"tokens":1}',
      '{"id":"c","total":-2,"tokens":1}',
      '{"token_logprobs":[-1]}',
    ];
    const { scores, bad } = await readScoreFile(write(lines.join('\n')));
    expect(scores).toHaveLength(1);
    expect(bad.map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'a log-probability is NaN'],
      [2, 'a log-probability is Infinity'],
      [3, 'no JSON'],
      [5, 'the id c stands twice'],
      [6, 'no "id"'],
    ]);
  });

  it('fails for a file that is not there, or empty', async () => {
    await expect(readScoreFile(`${disk.folder}/none.jsonl`)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    await expect(readScoreFile(write(''))).rejects.toMatchObject({ code: 'E_EMPTY' });
  });

  it('reads all files of a folder and of a pattern, and tells an id that stands in two of them', async () => {
    disk.write('parts/a.jsonl', '{"id":"x","total":-1,"tokens":1}\n{"id":"y","total":-2,"tokens":1}\n');
    disk.write('parts/b.jsonl', '\n{"id":"y","total":-9,"tokens":1}\n{"id":"z","total":-3,"tokens":1}');
    const named = [`${disk.folder}/parts/a.jsonl`, `${disk.folder}/parts/b.jsonl`];
    for (const inputs of [`${disk.folder}/parts`, `${disk.folder}/parts/*.jsonl`, named]) {
      const { scores, bad } = await readScoreFile(inputs);
      expect(scores.map(({ id, total }) => [id, total])).toEqual([
        ['x', -1],
        ['y', -2],
        ['z', -3],
      ]);
      expect(bad).toMatchObject([{ file: 'b.jsonl', row: 2, reason: 'the id y stands twice' }]);
    }
  });

  it('reads a file once that is named twice, as every command does', async () => {
    const path = write('{"id":"x","total":-1,"tokens":1}');
    expect(await readScoreFile([path, path])).toMatchObject({ scores: [{ id: 'x' }], bad: [] });
  });

  it('passes over a byte order mark, and keeps ids apart that every object has', async () => {
    const ids = ['__proto__', 'constructor', 'hasOwnProperty'];
    const text = ids.map((id) => JSON.stringify({ id, total: -1, tokens: 1 })).join('\r\n');
    const { scores, bad } = await readScoreFile(write(`\ufeff${text}`));
    expect([scores.map(({ id }) => id), bad]).toEqual([ids, []]);
  });

  it('takes the logarithms of every base for the same probabilities', async () => {
    // 1/8, by hand: ln = -2.0794415416798357, log2 = -3, log10 = -0.9030899869919435
    const of = { e: -2.0794415416798357, '2': -3, '10': -0.9030899869919435 };
    for (const base of ['e', '2', '10'] as const) {
      const path = write(JSON.stringify({ id: 'a', token_logprobs: [of[base]] }));
      expect((await readScoreFile(path, base)).scores[0].total).toBeCloseTo(Math.log(1 / 8), 14);
    }
  });
});
