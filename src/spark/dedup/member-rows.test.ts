import { describe, expect, it } from 'vitest';
import { linksRow, membersOf } from './member-rows.ts';

describe('membersOf', () => {
  it('takes names, beginnings and signatures apart, wherever the bytes begin', () => {
    const names = Uint32Array.of(1, 2, 3, 0x80000004);
    const bytes = [...new Uint8Array(names.buffer), 1, 0, 7, 7, 7, 8, 8, 8];
    const data = Uint8Array.from([99, ...bytes]).subarray(1);
    const { length, texts, begins, lanes } = membersOf({
      kind: 'members',
      shard: -1,
      meta: { members: 2 },
      data,
    });
    expect({ length, texts, begins: [...begins], lanes: [...lanes] }).toEqual({
      length: 2,
      texts: names,
      begins: [1, 0],
      lanes: [7, 7, 7, 8, 8, 8],
    });
  });

  it.each([[{ kind: 'shard', shard: 0, meta: { members: 2 } }], [{ kind: 'members', shard: -1, meta: {} }]])(
    'refuses %j',
    (row) => {
      expect(() => membersOf(row)).toThrow(expect.objectContaining({ code: 'E_WORKER' }));
    },
  );
});

describe('linksRow', () => {
  it('counts links, and holds their names as they stand', () => {
    const row = linksRow(Uint32Array.of(1, 2, 3, 4, 5, 6, 7, 8).subarray(0, 4));
    expect(row).toMatchObject({ kind: 'links', meta: { links: 1 } });
    expect([...new Uint32Array(Uint8Array.from(row.data!).buffer)]).toEqual([1, 2, 3, 4]);
  });
});
