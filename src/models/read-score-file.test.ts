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
});
