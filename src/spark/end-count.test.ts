import { describe, expect, it } from 'vitest';
import type { Shard } from '../corpus/source.ts';
import { EndCount } from './end-count.ts';

const shards: Shard[] = ['a.jsonl', 'b.jsonl'].map((name) => ({
  path: `/${name}`,
  name,
  format: 'jsonl',
  compression: 'none',
  bytes: 1,
}));
const end = (shard: number) => ({ kind: 'end', shard, meta: {} });

describe('EndCount', () => {
  it('is content where every shard ended once', () => {
    const ends = new EndCount(shards);
    for (const row of [end(1), { kind: 'rows', shard: 1, meta: [] }, end(0)]) ends.note(row);
    expect(() => ends.requireAll(3)).not.toThrow();
  });

  it('names a shard that is missing', () => {
    const ends = new EndCount(shards);
    ends.note(end(0));
    expect(() => ends.requireAll(1)).toThrow(
      expect.objectContaining({ code: 'E_WORKER', message: 'Spark lost something: of b.jsonl nothing came' }),
    );
  });

  it.each([2, 4])('counts rows: three that came are not %i that were sent', (said) => {
    const ends = new EndCount(shards);
    for (const row of [end(1), { kind: 'block', shard: 1, meta: {} }, end(0)]) ends.note(row);
    expect(() => ends.requireAll(said)).toThrow(`3 of ${said} rows came`);
  });

  it('names a shard that came twice', () => {
    const ends = new EndCount(shards);
    ends.note(end(1));
    expect(() => ends.note(end(1))).toThrow(/b\.jsonl was read twice/);
  });

  it('wants nothing where there is nothing', () => {
    expect(() => new EndCount([]).requireAll(0)).not.toThrow();
  });
});
