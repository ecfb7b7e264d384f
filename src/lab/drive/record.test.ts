import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { RecipeConfig } from './recipe.ts';
import { type DoneEntry, DriveRecord, RECORD_SCHEMA } from './record.ts';

const disk = scratch();
const RECIPE: RecipeConfig = {
  human: { inputs: 'h' },
  mix: { mode: 'replace' },
  train: 't',
  sample: 's',
  generations: 1,
};

function done(step: DoneEntry['step'], generation: number): DoneEntry {
  return { kind: 'done', step, generation, outputs: {}, facts: { generation } };
}

async function written(name: string): Promise<DriveRecord> {
  const record = await DriveRecord.open(join(disk.folder, name));
  await record.append({ kind: 'begin', schema: RECORD_SCHEMA, recipe: RECIPE });
  await record.append(done('mix', 1));
  return record;
}

describe('DriveRecord', () => {
  it('reads back what was appended', async () => {
    const record = await written('a.jsonl');
    const again = await DriveRecord.open(record.path);
    expect(again.entries).toEqual(record.entries);
    expect(again.recipe).toEqual(RECIPE);
    expect(again.done('mix', 1)?.facts).toEqual({ generation: 1 });
    expect(again.done('mix', 2)).toBeUndefined();
    expect(again.done('train', 1)).toBeUndefined();
  });

  it('is empty where there is no file, and has no recipe', async () => {
    const record = await DriveRecord.open(join(disk.folder, 'none.jsonl'));
    expect(record.entries).toEqual([]);
    expect(record.recipe).toBeUndefined();
  });

  it('cuts off a line whose writing was killed, wherever that was', async () => {
    const { path } = await written('torn.jsonl');
    const whole = readFileSync(path);
    const line = `${JSON.stringify(done('train', 1))}\n`;
    for (let length = 1; length < line.length; length++) {
      writeFileSync(path, whole);
      appendFileSync(path, line.slice(0, length));
      const record = await DriveRecord.open(path);
      expect(record.entries).toHaveLength(2);
      await record.append(done('sample', 1));
      expect((await DriveRecord.open(path)).entries[2]).toMatchObject({ step: 'sample' });
    }
  });

  it('refuses a damaged line, naming it', async () => {
    const { path } = await written('damaged.jsonl');
    appendFileSync(path, '{"kind":"other"}\n');
    await expect(DriveRecord.open(path)).rejects.toMatchObject({ code: 'E_UNREADABLE', where: `${path}:3` });
  });

  it('has the recipe that it went on with last', async () => {
    const record = await written('again.jsonl');
    await record.append({ kind: 'begin', schema: RECORD_SCHEMA, recipe: { ...RECIPE, generations: 9 } });
    expect((await DriveRecord.open(record.path)).recipe?.generations).toBe(9);
    expect(record.hasDone('mix')).toBe(true);
    expect(record.hasDone('train')).toBe(false);
  });

  it('does not count a failure as done', async () => {
    const record = await written('failed.jsonl');
    await record.append({ kind: 'failed', step: 'train', generation: 1, message: 'x' });
    expect((await DriveRecord.open(record.path)).done('train', 1)).toBeUndefined();
  });
});

describe('a file that is no record', () => {
  it.each(['{"text": "my only row"}', 'id,text', '\ufeff{"kind":'])('is never cut: %j', async (text) => {
    const path = disk.write(`foreign-${text.length}.jsonl`, text);
    await expect(DriveRecord.open(path)).rejects.toMatchObject({ code: 'E_UNREADABLE', where: `${path}:1` });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('is never cut where its rows are whole and its last is not', async () => {
    const text = '{"text": "a"}\n{"text": "b"}';
    const path = disk.write('foreign-rows.jsonl', text);
    await expect(DriveRecord.open(path)).rejects.toMatchObject({ where: `${path}:1` });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it.each([0, 1, 5, 8, 20])(
    'is a record of which %i bytes were written before the process was killed',
    async (bytes) => {
      const line = JSON.stringify({ kind: 'begin', schema: RECORD_SCHEMA, recipe: RECIPE });
      const path = disk.write(`killed-${bytes}.jsonl`, line.slice(0, bytes));
      expect((await DriveRecord.open(path)).entries).toEqual([]);
      expect(readFileSync(path, 'utf8')).toBe('');
    },
  );
});
