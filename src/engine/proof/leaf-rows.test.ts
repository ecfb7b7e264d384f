import { describe, expect, it } from 'vitest';
import { hashText } from '../../base/hash.ts';
import type { CorpusRecord } from '../../corpus/record.ts';
import { leafDigest } from '../../proof/merkle/hash.ts';
import type { ShardPlace } from '../rows/row-kernel.ts';
import { type LeafRowsSettings, type LeafRowsSummary, leafRows } from './leaf-rows.ts';
import { LeafDecoder } from './leaf-wire.ts';

const record = (value: Record<string, unknown>, row = 1): CorpusRecord => ({
  example: {
    id: String(value['id'] ?? `f#${row}`),
    group: 'g',
    text: String(value['text']),
    provenance: { origin: 'human' },
  },
  row,
  value,
});

/** What the kernel sends of records, and finds in them. */
function sent(records: readonly CorpusRecord[], settings: LeafRowsSettings) {
  const kernel = leafRows(settings, {} as ShardPlace);
  const pieces: Buffer[] = [];
  const writer = {
    write() {},
    note() {},
    bytes: (_: number, bytes: Uint8Array) => void pieces.push(Buffer.from(bytes)),
  };
  for (const each of records) kernel.map(each, writer);
  const decoder = new LeafDecoder();
  const leaves = pieces.flatMap((bytes) =>
    decoder.read(bytes, 0, bytes.length) ? [{ ...decoder.leaf }] : [],
  );
  return { pieces, leaves, summary: kernel.end() as LeafRowsSummary };
}

const rows = [
  record({ text: 'one', id: 'a' }, 1),
  record({ text: 'two words', id: 'b' }, 2),
  record({ id: 'c', text: 'x', more: 1 }, 5),
];

describe('leafRows', () => {
  it('sends a leaf of every row: hash, row and id', () => {
    const { leaves, summary } = sent(rows, { fields: false, counts: false });
    expect(leaves.map(({ digest }) => digest)).toEqual(
      ['{"id":"a","text":"one"}', '{"id":"b","text":"two words"}', '{"id":"c","more":1,"text":"x"}'].map(
        leafDigest,
      ),
    );
    expect(leaves.map(({ row }) => row)).toEqual([1, 2, 5]);
    const { hi, lo } = hashText('b');
    expect([leaves[1].idHigh, leaves[1].idLow]).toEqual([hi, lo]);
    expect(summary).toMatchObject({ records: 3, tallies: { examples: 0 } });
  });

  it('names the fields of rows once for all that have the same', () => {
    const { leaves, pieces } = sent([...rows, ...rows], { fields: true, counts: false });
    expect(leaves.map(({ fields }) => fields.join())).toEqual(
      [...Array(2)].flatMap(() => ['id,text', 'id,text', 'id,more,text']),
    );
    expect(pieces).toHaveLength(6 + 2);
    expect(sent([...rows, ...rows], { fields: false, counts: false }).pieces).toHaveLength(6 + 1);
  });

  it('counts tokens with the end of each row, where it is asked to count', () => {
    const { summary } = sent(rows, { fields: false, counts: true });
    expect(summary.tallies).toMatchObject({ examples: 3, tokens: 7 });
  });

  it('names the row that cannot be a leaf', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 600; i++) deep = [deep];
    const work = () => sent([rows[0], record({ text: 'x', deep }, 7)], { fields: true, counts: false });
    expect(work).toThrow(expect.objectContaining({ code: 'E_ROW', row: 7 }));
  });
});
