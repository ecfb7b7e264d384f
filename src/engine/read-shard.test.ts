import { describe, expect, it } from 'vitest';
import type { Example } from '../corpus/example.ts';
import { jsonl, openFiles, scratch } from '../corpus/fixtures.test.support.ts';
import type { Shard } from '../corpus/source.ts';
import { DEFAULT_SETTINGS } from '../profile/profile.ts';
import type { Fragment, Task } from './engine.ts';
import type { Kernel } from './kernel.ts';
import { readIntoKernel } from './read-shard.ts';

const disk = scratch();
const TASK: Task = { kernel: 'profile', spec: { inputs: [] }, settings: DEFAULT_SETTINGS };

/** A kernel that only remembers. */
class Memory implements Pick<Kernel, 'add' | 'invalidEncoding'> {
  readonly examples: Example[] = [];
  lossy = 0;
  add(examples: readonly Example[]): void {
    this.examples.push(...examples);
  }
  invalidEncoding(): void {
    this.lossy++;
  }
}

function shardOf(path: string): Shard {
  return { path, name: 'a.jsonl', format: 'jsonl', compression: 'none', bytes: 10 };
}

function reading(path: string, extra: Partial<Parameters<typeof readIntoKernel>[0]> = {}) {
  return { task: TASK, kernel: new Memory(), shard: shardOf(path), index: 2, tell: () => {}, ...extra };
}

async function all(fragments: AsyncIterable<Fragment>): Promise<Fragment[]> {
  const list: Fragment[] = [];
  for await (const fragment of fragments) list.push(fragment);
  return list;
}

const MIXED = '{"text":"one"}\nbad\n\n{"text":"tw\xff"}\nworse\n';

describe('readIntoKernel', () => {
  it('feeds the kernel and yields the malformed rows and the end', async () => {
    const kernel = new Memory();
    const path = disk.write('mixed.jsonl', Buffer.from(MIXED, 'latin1'));
    const fragments = await all(readIntoKernel(reading(path, { kernel })));
    expect(kernel.examples.map(({ text }) => text)).toEqual(['one', 'tw\uFFFD']);
    expect(kernel.lossy).toBe(1);
    expect(fragments).toEqual([
      {
        kind: 'rows',
        shard: 2,
        rows: [
          { file: 'a.jsonl', row: 2, reason: 'the row is no valid JSON', raw: 'bad' },
          { file: 'a.jsonl', row: 5, reason: 'the row is no valid JSON', raw: 'worse' },
        ],
      },
      { kind: 'end', shard: 2, rows: 5, malformed: 2 },
    ]);
  });

  it('hands over the first malformed rows only where no more are wanted, and counts all', async () => {
    const path = disk.write('mixed.jsonl', MIXED);
    const fragments = await all(readIntoKernel(reading(path, { task: { ...TASK, namedRows: 1 } })));
    expect(fragments).toMatchObject([{ rows: [{ row: 2 }] }, { kind: 'end', malformed: 2 }]);
  });

  it('tells of every byte and every example', async () => {
    const text = jsonl(Array.from({ length: 2000 }, (_, i) => ({ text: `row ${i}` })));
    const told = { bytes: 0, examples: 0 };
    const tell = (bytes: number, examples: number) => {
      told.bytes += bytes;
      told.examples += examples;
    };
    await all(readIntoKernel(reading(disk.write('many.jsonl', text), { tell })));
    expect(told).toEqual({ bytes: text.length, examples: 2000 });
  });

  it('closes the file when its reader stops early, and when the kernel throws', async () => {
    const path = disk.write(
      'stop.jsonl',
      `bad\n${jsonl(Array.from({ length: 5000 }, () => ({ text: 'x' })))}`,
    );
    for await (const fragment of readIntoKernel(reading(path))) {
      expect(fragment.kind).toBe('rows');
      break;
    }
    expect(openFiles()).not.toContain(path);
    const kernel = new Memory();
    kernel.add = () => {
      throw new RangeError('too many');
    };
    await expect(all(readIntoKernel(reading(path, { kernel })))).rejects.toMatchObject({
      code: 'E_INTERNAL',
      where: 'a.jsonl',
      message: 'a.jsonl: too many',
    });
    expect(openFiles()).not.toContain(path);
  });

  it('says where an error without a place arose', async () => {
    const path = disk.write(
      'ids.jsonl',
      jsonl(Array.from({ length: 70_000 }, (_, i) => ({ text: 'x', c: i }))),
    );
    const { createKernel } = await import('./kernel.ts');
    const task: Task = { ...TASK, spec: { inputs: [], categoryField: 'c' } };
    const fragments = readIntoKernel(reading(path, { task, kernel: createKernel(task) }));
    await expect(all(fragments)).rejects.toMatchObject({
      code: 'E_FIELD',
      where: 'a.jsonl',
      hint: expect.stringContaining('--category-field'),
    });
  });

  it('stops at a signal', async () => {
    const path = disk.write('many.jsonl', jsonl(Array.from({ length: 5000 }, () => ({ text: 'x' }))));
    const controller = new AbortController();
    const tell = (_: number, examples: number) => {
      if (examples > 0) controller.abort();
    };
    const kernel = new Memory();
    const fragments = readIntoKernel(reading(path, { kernel, tell, signal: controller.signal }));
    await expect(all(fragments)).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    expect(kernel.examples.length).toBeLessThan(5000);
  });
});
