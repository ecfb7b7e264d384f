import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../base/canonical.ts';
import { hashText } from '../../base/hash.ts';
import { jsonl, parquet, scratch } from '../../corpus/fixtures.test.support.ts';
import { mirrorOfFolder } from '../../corpus/remote.test.support.ts';
import { hexOf } from '../../proof/merkle/hash.ts';
import { naiveRoot } from '../../proof/merkle/naive.test.support.ts';
import { TreeBuilder } from '../../proof/merkle/tree-builder.ts';
import { tokenStrings } from '../../text/tokenizer.ts';
import { leafCorpus } from './leaf-corpus.ts';

const disk = scratch();
const row = (i: number) => ({
  id: `e${i}`,
  text: `text number ${i}, and é`,
  provenance: { origin: i % 3 === 0 ? 'human' : 'synthetic', source: `s${i % 2}` },
  ...(i % 5 === 0 ? { extra: [i, null, { b: 1, a: 2 }] } : {}),
});
const rows = Array.from({ length: 300 }, (_, i) => row(i));
const one = disk.write('a.jsonl', jsonl(rows.slice(0, 170)));
const two = disk.write('b.jsonl', `\n${jsonl(rows.slice(170))}not json\n\n`);
const spec = { inputs: [one, two] };

async function gathered(options: Parameters<typeof leafCorpus>[2], inputs = spec.inputs) {
  const builder = new TreeBuilder();
  const leaves: { row: number; file: number; id: [number, number]; fields: Record<string, number> }[] = [];
  const corpus = await leafCorpus(
    { inputs },
    {
      leaf: (leaf, file) => {
        builder.add(leaf.digest);
        const fields = Object.fromEntries(leaf.fields.map((name, i) => [name, leaf.hashes[i]]));
        leaves.push({ row: leaf.row, file, id: [leaf.idHigh, leaf.idLow], fields });
      },
    },
    options,
  );
  return { corpus, leaves, root: builder.root() };
}

describe('leafCorpus', () => {
  it('gives the root of the rows as canonical JSON, by a plain second implementation', async () => {
    const { root, corpus } = await gathered({ workers: 0 });
    const expected = naiveRoot(rows.map((each) => Buffer.from(canonicalJson(each))));
    expect(hexOf(root)).toBe(expected.toString('hex'));
    expect(corpus.size).toBe(300);
  });

  it('gives the same leaves whatever the workers and the cut into pieces', async () => {
    const plain = await gathered({ workers: 0, counts: true, fields: true });
    for (const [workers, targetBytes] of [
      [0, 700],
      [2, 3000],
    ]) {
      const cut = await gathered({ workers, targetBytes, counts: true, fields: true });
      expect(cut.root).toBe(plain.root);
      expect(cut.leaves).toEqual(plain.leaves);
      expect(cut.corpus.counts).toEqual(plain.corpus.counts);
      expect(cut.corpus.parts.length).toBeGreaterThan(4);
    }
  });

  it('tells file, row and id of each leaf, and rows that are none', async () => {
    const { leaves, corpus } = await gathered({ workers: 0 });
    expect(leaves.slice(0, 170).map((leaf) => [leaf.file, leaf.row])).toEqual(
      rows.slice(0, 170).map((_, i) => [0, i + 1]),
    );
    // The second file begins with an empty line.
    expect(leaves[170]).toMatchObject({ file: 1, row: 2 });
    const { hi, lo } = hashText('e42');
    expect(leaves[42].id).toEqual([hi, lo]);
    expect(corpus.malformed).toBe(1);
    expect(corpus.badRows).toEqual([expect.objectContaining({ file: 'b.jsonl', row: 132 })]);
    expect(corpus.files.map(({ name, records }) => [name, records])).toEqual([
      ['a.jsonl', 170],
      ['b.jsonl', 130],
    ]);
  });

  it('counts rows and tokens as they are', async () => {
    const { corpus } = await gathered({ workers: 0, counts: true });
    const tokens = rows.reduce((sum, { text }) => sum + tokenStrings(text).length + 1, 0);
    expect(corpus.counts).toMatchObject({ examples: 300, tokens });
    const [synthetic, human] = corpus.counts.byOrigin;
    expect([synthetic.value, synthetic.examples, human.value, human.examples]).toEqual([
      'synthetic',
      200,
      'human',
      100,
    ]);
  });

  it('sends fields where they are asked for', async () => {
    const { leaves } = await gathered({ workers: 0, fields: true });
    expect(Object.keys(leaves[0].fields)).toEqual([
      'extra',
      'id',
      'provenance.origin',
      'provenance.source',
      'text',
    ]);
    expect(Object.keys(leaves[1].fields)).toEqual(['id', 'provenance.origin', 'provenance.source', 'text']);
    expect((await gathered({ workers: 0 })).leaves[0].fields).toEqual({});
  });

  it('gives rows of tables the leaves of the same rows in JSON', async () => {
    const table = parquet([
      { name: 'id', data: ['x', 'y'] },
      { name: 'text', data: ['one', 'two'] },
      { name: 'wide', data: [5n, 2n ** 60n], type: 'INT64' },
    ]);
    const lines = jsonl([
      { id: 'x', text: 'one', wide: 5 },
      { id: 'y', text: 'two', wide: 2 ** 60 },
    ]);
    const fromTable = await gathered({ workers: 0 }, [disk.write('t.parquet', table)]);
    const fromLines = await gathered({ workers: 0 }, [disk.write('t.jsonl', lines)]);
    expect(fromTable.root).toBe(fromLines.root);
  });

  it('names the row that is nested too deep', async () => {
    const deep = disk.write(
      'deep.jsonl',
      `${jsonl([{ text: 'a' }])}{"text":"b","x":${'['.repeat(600)}${']'.repeat(600)}}\n`,
    );
    await expect(gathered({ workers: 0 }, [deep])).rejects.toMatchObject({
      code: 'E_ROW',
      where: 'deep.jsonl:2',
    });
  });

  it('hashes a leaf as SHA-256 of a zero byte and the row', async () => {
    const path = disk.write('single.jsonl', '{"text":"é", "a":1.0}\n');
    const { root } = await gathered({ workers: 0 }, [path]);
    const expected = createHash('sha256').update('\u0000{"a":1,"text":"é"}').digest('hex');
    expect(hexOf(root)).toBe(expected);
  });

  it('takes no leaves of files whose digests nobody here can take', async () => {
    const mirrorOf = async () => mirrorOfFolder(disk.folder, 's3a://bucket', 'a.jsonl');
    const never = () => {
      throw new Error('it was read');
    };
    const engine = { name: 'elsewhere', mirrorOf, run: never, rows: never };
    await expect(gathered({ engine }, ['s3a://bucket/a.jsonl'])).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
      where: 's3a://bucket/a.jsonl',
    });
  });
});
