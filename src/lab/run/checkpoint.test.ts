import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { readCheckpoint, removeCheckpoint, writeCheckpoint } from './checkpoint.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);

describe('a checkpoint', () => {
  it('gives back rows of every kind as they were', async () => {
    const finished = {
      outputs: [Float64Array.of(0.1, -0), [Uint32Array.of(7)], { values: Float64Array.of(1), dimensions: 1 }],
      values: [{ a: 0.1 + 0.2 }],
    };
    await writeCheckpoint(at('a'), finished);
    expect(await readCheckpoint(at('a'))).toEqual(finished);
  });

  it('is nothing where there is no file, or one that is damaged, cut or of another version', async () => {
    expect(await readCheckpoint(at('none'))).toBeUndefined();
    await writeCheckpoint(at('b'), { outputs: [Float64Array.of(1, 2, 3)], values: [{}] });
    for (const bytes of [
      Buffer.from('hello'),
      Buffer.alloc(0),
      serialize({ format: 'other/9', outputs: [], values: [] }),
    ]) {
      writeFileSync(at('c'), bytes);
      expect(await readCheckpoint(at('c'))).toBeUndefined();
    }
  });

  it('can be removed, and removed again', async () => {
    await writeCheckpoint(at('d'), { outputs: [], values: [] });
    await removeCheckpoint(at('d'));
    await removeCheckpoint(at('d'));
    expect(existsSync(at('d'))).toBe(false);
  });
});
