import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, readInputs, scratch } from '../../corpus/fixtures.test.support.ts';
import { writeGeneration } from './write-generation.ts';

const disk = scratch();
const trainedOn = disk.write(
  'human.jsonl',
  jsonl(
    Array.from({ length: 80 }, (_, i) => ({ id: `h${i}`, text: `the ${i % 7} bilby met a ${i % 5} numbat` })),
  ),
);
const signal = new AbortController().signal;
const run = (path: string, more: object = {}) =>
  writeGeneration({ trainedOn, generation: 2, examples: 70, path: join(disk.folder, path), signal, ...more });
const text = (path: string) => readFileSync(join(disk.folder, path), 'utf8');

describe('a generation of a drill', () => {
  it('is as many tagged examples as were asked for, each with an id of its own', async () => {
    await run('g2.jsonl');
    const { examples, bad } = await readInputs([join(disk.folder, 'g2.jsonl')]);
    expect([examples.length, bad]).toEqual([70, []]);
    expect(new Set(examples.map(({ id }) => id)).size).toBe(70);
    for (const { provenance } of examples)
      expect(provenance).toMatchObject({ origin: 'synthetic', model: 'trigram-2', generation: 2 });
  });

  it('holds no word that it was not trained on', async () => {
    await run('words.jsonl');
    const known = new Set(readFileSync(trainedOn, 'utf8').match(/\w+/g));
    for (const line of text('words.jsonl').trimEnd().split('\n'))
      for (const word of JSON.parse(line).text.match(/\w+/g) ?? []) expect(known).toContain(word);
  });

  it('is the same bytes again, and others for another generation', async () => {
    for (const path of ['one.jsonl', 'two.jsonl']) await run(path);
    await run('other.jsonl', { generation: 3 });
    expect(text('one.jsonl')).toBe(text('two.jsonl'));
    const texts = (path: string) => text(path).match(/"text":"[^"]*"/g);
    expect(texts('other.jsonl')).not.toEqual(texts('one.jsonl'));
  });

  it('leaves no part of a file where it is stopped while it writes', async () => {
    const stopping = new AbortController();
    const writing = run('stopped.jsonl', { signal: stopping.signal, examples: 100_000 });
    setImmediate(() => setImmediate(() => stopping.abort()));
    await expect(writing).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(existsSync(join(disk.folder, 'stopped.jsonl'))).toBe(false);
  });

  it('names what it cannot learn from', async () => {
    const gone = join(disk.folder, 'gone.jsonl');
    await expect(run('x.jsonl', { trainedOn: gone })).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });
});
