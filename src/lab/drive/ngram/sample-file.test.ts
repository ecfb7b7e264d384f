import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../../corpus/fixtures.test.support.ts';
import { readTextModel, trainTextModel, writeTextModel } from './model-file.ts';
import { type FileSampling, sampleFile } from './sample-file.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
const corpus = disk.write(
  'corpus.jsonl',
  `${jsonl(Array.from({ length: 50 }, (_, i) => ({ text: `The cat ${i % 7} sees “a dog” – once, twice.` })))}broken\n`,
);
const { model, tally } = await trainTextModel({ inputs: [corpus] }, 3);
await writeTextModel(at('model'), model);

const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { text: string });
const USUAL = { model: at('model'), examples: 200, seed: 's', temperature: 1, maxTokens: 50 };
const sampled = async (more: Partial<FileSampling> = {}) => {
  const output = at(`out-${JSON.stringify(more).replace(/\W/g, '')}.jsonl`);
  await sampleFile({ ...USUAL, output, ...more });
  return rowsOf(output);
};

describe('trainTextModel', () => {
  it('counts what it read, malformed rows too', () => {
    expect(tally).toMatchObject({ examples: 50, malformed: 1, first: { row: 51 } });
  });

  it('does not mind what rows say of where they come from', async () => {
    const odd = disk.write('odd.jsonl', jsonl([{ text: 'a b', provenance: { origin: 'martian' } }]));
    expect((await trainTextModel({ inputs: [odd] }, 2)).tally).toMatchObject({ examples: 1, malformed: 0 });
  });

  it('refuses a corpus that says nothing, and an order that is none', async () => {
    const blank = disk.write('blank.jsonl', jsonl([{ text: '  ' }, { text: '' }]));
    await expect(trainTextModel({ inputs: [blank] }, 2)).rejects.toMatchObject({ code: 'E_EMPTY' });
    await expect(trainTextModel({ inputs: [corpus] }, 0)).rejects.toMatchObject({ code: 'E_OPTION' });
  });

  it('stops where it is asked to', async () => {
    await expect(trainTextModel({ inputs: [corpus] }, 2, AbortSignal.abort())).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
  });
});

describe('the file of a model', () => {
  it('is the same bytes from the same text', async () => {
    const again = await trainTextModel({ inputs: [corpus] }, 3);
    await writeTextModel(at('again'), again.model);
    expect(readFileSync(at('again')).equals(readFileSync(at('model')))).toBe(true);
  });

  it('says what is not there, what is no model, and what is a folder', async () => {
    await expect(readTextModel(at('modle'))).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    await expect(readTextModel(corpus)).rejects.toMatchObject({ code: 'E_FORMAT', where: corpus });
    await expect(readTextModel(disk.folder)).rejects.toMatchObject({ name: 'OutcrossError' });
  });
});

describe('sampleFile', () => {
  it('writes exactly as many texts as were asked for, none of them blank', async () => {
    const rows = await sampled();
    expect(rows).toHaveLength(200);
    for (const { text } of rows) expect(text.trim()).not.toBe('');
  });

  it('writes the same for the same seed, another for another', async () => {
    const first = await sampled({ seed: 'a' });
    const output = at('second.jsonl');
    await sampleFile({ ...USUAL, seed: 'a', output });
    expect(rowsOf(output)).toEqual(first);
    expect(await sampled({ seed: 'b' })).not.toEqual(first);
  });

  it('says less that is rare, the lower the temperature', async () => {
    const kinds = async (temperature: number) =>
      new Set((await sampled({ temperature })).map(({ text }) => text)).size;
    expect(await kinds(0.2)).toBeLessThan(await kinds(1));
  });

  it('cuts a text after so many tokens', async () => {
    for (const { text } of await sampled({ maxTokens: 2 }))
      expect(text.split(' ').length).toBeLessThanOrEqual(2);
  });

  it('writes an empty file where nothing is asked for', async () => {
    expect(await sampled({ examples: 0 })).toEqual([]);
  });

  it('leaves nothing behind where it is stopped, or cannot write', async () => {
    const output = at('stopped.jsonl');
    await expect(sampled({ output, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
    expect(existsSync(output)).toBe(false);
    await expect(sampled({ output: at('none/such.jsonl') })).rejects.toMatchObject({ code: 'E_WRITE' });
  });

  it.each([0, -1, Number.NaN])('refuses a temperature of %d', async (temperature) => {
    await expect(sampled({ temperature })).rejects.toMatchObject({ code: 'E_OPTION' });
  });
});
