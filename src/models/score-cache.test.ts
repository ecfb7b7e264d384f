import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { ScoreCache, scoreKey } from './score-cache.ts';

const disk = scratch();
let files = 0;
const fresh = () => join(disk.folder, `cache-${files++}`);
const scores = (...logprobs: number[]) => ({ logprobs, unscoredBytes: 1 });

async function filled(path: string, keys: readonly string[]): Promise<void> {
  const cache = await ScoreCache.open(path);
  await Promise.all(keys.map((key, i) => cache.put(key, scores(-i - 0.1))));
  await cache.close();
}

describe('a cache of scores', () => {
  it('gives every number back as it was, in another run', async () => {
    const path = fresh();
    const exact = [-0.1, -1e-300, -12345.678901234567, -1 / 3];
    const cache = await ScoreCache.open(path);
    await cache.put('k', scores(...exact));
    await cache.close();
    expect((await ScoreCache.open(path)).get('k')).toEqual(scores(...exact));
  });

  it('makes no file where nothing is put', async () => {
    const path = fresh();
    await (await ScoreCache.open(path)).close();
    expect(() => readFileSync(path)).toThrow();
  });

  it('loses at most the last line when a run is killed, wherever it is cut', async () => {
    const path = fresh();
    await filled(path, ['a', 'b', 'c']);
    const whole = readFileSync(path);
    for (let size = 0; size <= whole.length; size++) {
      const cut = fresh();
      writeFileSync(cut, whole.subarray(0, size));
      const cache = await ScoreCache.open(cut);
      const lines = whole.subarray(0, size).toString().split('\n').length - 1;
      // A line that only lacks its end is whole.
      expect([lines, lines + 1]).toContain(cache.size);
      await cache.put('d', scores(-9));
      await cache.close();
      const again = await ScoreCache.open(cut);
      expect(again.get('d')).toEqual(scores(-9));
      expect(again.size).toBeGreaterThanOrEqual(lines + 1);
    }
  });

  it('passes over what is damaged, and keeps the rest', async () => {
    const path = fresh();
    await filled(path, ['a']);
    appendFileSync(path, '{"k":"b","u":0,"l":[-1,"x"]}\n\u0000\u0000\n[1]\n{"k":"c","u":0,"l":[-2]}\n');
    const cache = await ScoreCache.open(path);
    expect([cache.size, cache.get('b'), cache.get('c')]).toEqual([
      2,
      undefined,
      { logprobs: [-2], unscoredBytes: 0 },
    ]);
  });

  it('leaves a file alone that is something else', async () => {
    const path = disk.write('notes.txt', 'my only copy\nof something\n');
    await expect(ScoreCache.open(path)).rejects.toMatchObject({ code: 'E_FORMAT' });
    expect(readFileSync(path, 'utf8')).toBe('my only copy\nof something\n');
  });

  it('goes on after several runs that were killed in their first line', async () => {
    const path = disk.write('killed.cache', '{"k":"0af3\n{"k":"0af3","u":0,"l":[-1,\n{"k":');
    const cache = await ScoreCache.open(path);
    expect(cache.size).toBe(0);
    await cache.put('a', scores(-1));
    await cache.close();
    expect((await ScoreCache.open(path)).get('a')).toEqual(scores(-1));
    expect(readFileSync(path, 'utf8')).toMatch(
      /^\{"k":"0af3\n[^\n]*\n\{"k":\n\{"k":"a","u":1,"l":\[-1\]\}\n$/,
    );
  });

  it.each([
    ['a corpus', '{"id":"a","text":"k"}\n{"id":"b","text":"c"}\n'],
    ['a file of scores', '{"id":"k","total":-1,"tokens":1}\n'],
    ['one document', '{\n  "k": "a"\n}\n'],
    ['blank lines', '\n\n'],
    ['bytes', '\u0000\u0001\n\u0000'],
  ])('leaves %s alone', async (_, text) => {
    const path = disk.write('other', text);
    await expect(ScoreCache.open(path)).rejects.toMatchObject({ code: 'E_FORMAT', where: path });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('takes a file of another system: its line ends and blank lines', async () => {
    const path = disk.write('crlf.cache', '{"k":"a","u":0,"l":[-1]}\r\n\r\n{"k":"b","u":0,"l":[-2]}\r\n');
    const cache = await ScoreCache.open(path);
    expect([cache.size, cache.get('b')]).toEqual([2, { logprobs: [-2], unscoredBytes: 0 }]);
  });

  it('keeps the last of two scores of one text, and keys apart that every object has', async () => {
    const path = fresh();
    await filled(path, ['__proto__', 'constructor', 'a']);
    await filled(path, ['a']);
    const cache = await ScoreCache.open(path);
    expect([cache.size, cache.get('a')]).toEqual([3, scores(-0.1)]);
    expect([cache.get('__proto__'), cache.get('constructor')]).toEqual([scores(-0.1), scores(-1.1)]);
    expect(cache.get('toString')).toBeUndefined();
  });

  it('loses nothing that two runs put at once', async () => {
    const path = fresh();
    const keys = (run: string) => Array.from({ length: 60 }, (_, i) => `${run}${i}`);
    await Promise.all([filled(path, keys('a')), filled(path, keys('b')), filled(path, keys('c'))]);
    const cache = await ScoreCache.open(path);
    expect(cache.size).toBe(180);
    expect(cache.get('c59')).toEqual(scores(-59.1));
  });

  it('can be closed twice, and put to again', async () => {
    const path = fresh();
    const cache = await ScoreCache.open(path);
    await cache.put('a', scores(-1));
    await cache.close();
    await cache.close();
    await cache.put('b', scores(-2));
    await cache.close();
    expect((await ScoreCache.open(path)).size).toBe(2);
  });

  it('says when it cannot be written, to everybody who puts', async () => {
    const cache = await ScoreCache.open(join(disk.folder, 'no', 'such', 'folder'));
    await expect(cache.put('a', scores(-1))).rejects.toMatchObject({ code: 'E_WRITE' });
    await expect(cache.put('b', scores(-1))).rejects.toMatchObject({ code: 'E_WRITE' });
    await expect(ScoreCache.open(disk.folder)).rejects.toMatchObject({ code: 'E_UNREADABLE' });
  });

  it('writes whole lines, though many put at once', async () => {
    const path = fresh();
    const keys = Array.from({ length: 200 }, (_, i) => `k${i}`);
    await filled(path, keys);
    expect((await ScoreCache.open(path)).size).toBe(200);
  });
});

describe('scoreKey', () => {
  it('tells models, protocols and texts apart, and knows each again', () => {
    const keys = [
      scoreKey('a', 'text'),
      scoreKey('b', 'text'),
      scoreKey('a', 'text '),
      scoreKey('a\u0000', 'text'),
      scoreKey('a', '\ud800'),
      scoreKey('a', '\ud801'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(scoreKey('a', 'text')).toBe(keys[0]);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});
