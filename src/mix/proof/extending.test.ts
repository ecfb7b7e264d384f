import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { bundleText, signBundle } from '../../proof/signature/bundle.ts';
import { type Statement, statementBytes } from '../../proof/statement/statement.ts';
import type { ExtendedSet } from './extending.ts';
import { built, KEY, linesOf, proven, rowsOf, told, verified } from './proven.test.support.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);
let before: ExtendedSet;
let statement: Statement;
beforeAll(async () => {
  const { output } = await built(disk.folder, 'v1.jsonl', rowsOf(0, 21));
  ({ statement } = await proven(output));
  before = { statement, path: `${output}.proof.json` };
});
const grown = async (name: string, rows: readonly object[]) => (await built(disk.folder, name, rows)).output;

describe('a set that extends another', () => {
  it('is proven to begin with its rows', async () => {
    const output = await grown('v2.jsonl', rowsOf(0, 50));
    const { statement: later } = await proven(output, { extends: before });
    expect(later.predicate.extends).toMatchObject({ size: 21, root: statement.predicate.tree.root });
    const proof = `${output}.proof.json`;
    const checked = await verified(proof, { data: [output], extends: before.path });
    expect(checked).toMatchObject({ passed: true, notChecked: [] });
    expect(checked.checked).toContain('extends');
    expect((await verified(proof)).notChecked.map(({ check }) => check)).toContain('extends');
  });

  it('may be the same set', async () => {
    const output = await grown('same.jsonl', rowsOf(0, 21));
    await proven(output, { extends: before, tree: false });
    expect((await verified(`${output}.proof.json`, { extends: before.path })).passed).toBe(true);
  });

  it.each([
    [
      'a row that was changed',
      (rows: object[]) => rows.with(4, { ...rows[4], text: 'altered' }),
      'field text was changed',
    ],
    ['a row that was dropped', (rows: object[]) => rows.toSpliced(4, 1), 'row 5 is gone'],
    [
      'a row that was put between',
      (rows: object[]) => rows.toSpliced(4, 0, rowsOf(90, 91)[0]),
      ':5: the row was added',
    ],
    ['rows that are missing at the end', (rows: object[]) => rows.slice(0, 10), 'row 11 is gone'],
  ])(
    'is refused with %s, which is named, by the stored tree and without it',
    async (what, edit, expected) => {
      const output = await grown(`${what}.jsonl`, edit(rowsOf(0, 30)));
      const refusal = { code: 'E_PROOF', message: expect.stringContaining(expected) };
      await expect(proven(output, { extends: before })).rejects.toMatchObject(refusal);
      const tree = readFileSync(at('v1.jsonl.tree'));
      rmSync(at('v1.jsonl.tree'));
      await expect(proven(output, { extends: before })).rejects.toMatchObject(refusal);
      writeFileSync(at('v1.jsonl.tree'), tree);
    },
  );

  it('says so where neither tree nor files of the earlier set are there', async () => {
    const output = await grown('other.jsonl', rowsOf(3, 30));
    const far = { ...before, path: at('nowhere/v1.jsonl.proof.json') };
    await expect(proven(output, { extends: far })).rejects.toMatchObject({
      message: expect.stringContaining('neither stands beside it'),
    });
  });

  it('is not taken for the extension of another set', async () => {
    const output = await grown('v3.jsonl', rowsOf(0, 40));
    await proven(output, { extends: before });
    const other = await built(disk.folder, 'unrelated.jsonl', rowsOf(50, 60));
    await proven(other.output);
    const checked = await verified(`${output}.proof.json`, { extends: `${other.output}.proof.json` });
    expect(told(checked)).toEqual(['extends extends.root']);
    const plain = await verified(`${other.output}.proof.json`, { extends: before.path });
    expect(told(plain)).toEqual(['extends extends.root']);
  });

  it('is found out where what it says is no proof, though the key signed it', async () => {
    const output = await grown('liar.jsonl', rowsOf(1, 40));
    const { statement: later } = await proven(output);
    const { size, root } = statement.predicate.tree;
    const lie = { ...later, predicate: { ...later.predicate, extends: { size, root, proof: [] } } };
    writeFileSync(`${output}.proof.json`, bundleText(signBundle(statementBytes(lie), KEY)));
    const checked = await verified(`${output}.proof.json`, { data: [output], extends: before.path });
    expect(told(checked)).toEqual(['extends extends.proof']);
  });

  it('is not checked against a proof that was altered', async () => {
    const output = await grown('v4.jsonl', rowsOf(0, 40));
    await proven(output, { extends: before });
    const altered = at('altered.proof.json');
    writeFileSync(altered, readFileSync(before.path).subarray(0, 500));
    const checked = await verified(`${output}.proof.json`, { extends: altered });
    expect(told(checked)).toEqual(['bundle.form altered.proof.json']);
    expect(linesOf(output)).toHaveLength(40);
  });
});
