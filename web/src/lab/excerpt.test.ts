import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EXCERPT, examplesOf, fetchExcerpt } from './excerpt.ts';

const file = new URL(`../../public${EXCERPT}`, import.meta.url);
const novels = new URL('../../../examples/novels/novels.jsonl.gz', import.meta.url);

describe('the excerpt', () => {
  it('is the first twelve chapters of Persuasion in the novels that the package ships', () => {
    const rows = gunzipSync(readFileSync(novels)).toString().trim().split('\n');
    const chapters = new Set(Array.from({ length: 12 }, (_, i) => `Persuasion ${i + 1}`));
    const expected = rows
      .map((row) => JSON.parse(row))
      .filter(({ chapter }) => chapters.has(chapter))
      .map(({ id, text }) => ({ id, group: id, text }));
    expect(expected.length).toBeGreaterThan(200);
    expect(examplesOf(readFileSync(file, 'utf8'))).toEqual(expected);
  });

  it('is fetched from the server of the page, which may not have it', async () => {
    const asked: string[] = [];
    const answering = (answer: Response) => (path: string) => {
      asked.push(path);
      return Promise.resolve(answer);
    };
    const found = await fetchExcerpt(answering(new Response('{"id":"a","text":"b"}\n')));
    expect(found).toEqual([{ id: 'a', group: 'a', text: 'b' }]);
    expect(asked).toEqual(['/lab/persuasion.jsonl']);
    await expect(fetchExcerpt(answering(new Response('', { status: 404 })))).rejects.toThrow('status 404');
  });
});
