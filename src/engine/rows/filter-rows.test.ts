import { describe, expect, it } from 'vitest';
import type { CorpusRecord } from '../../corpus/record.ts';
import type { FilterTally } from '../../quality/filters/filter-tally.ts';
import { PROSE } from '../../quality/filters/filters.test.support.ts';
import { type FilterRowsSettings, filterRows } from './filter-rows.ts';
import { heard, recordOf } from './kernels.test.support.ts';

const OUTPUTS = { kept: 0, rejects: 1, flags: 2 };

async function run(records: readonly CorpusRecord[], settings: Partial<FilterRowsSettings> = {}) {
  const make = await filterRows({ profiles: ['length', 'pii'], outputs: OUTPUTS, ...settings });
  const { out, summary } = heard(make(), records);
  return { written: out.written, tally: summary as FilterTally };
}

const good = recordOf({ id: 'good', text: PROSE });
const short = recordOf({ id: 'short', text: 'no' });
const flagged = recordOf({ id: 'flagged', text: `${PROSE} Write to me@example.org.` });

describe('filterRows', () => {
  it('writes each record to one of kept and rejects, and flagged ones a second time', async () => {
    const { written } = await run([good, short, flagged]);
    expect(written.map(({ output, id }) => [output, id])).toEqual([
      [0, 'good'],
      [1, 'short'],
      [0, 'flagged'],
      [2, 'flagged'],
    ]);
    expect(written.map(({ change }) => Object.keys(change?.fields ?? {}))).toEqual([
      [],
      ['rejected'],
      [],
      ['flagged'],
    ]);
  });

  it('does not flag what it rejects, and gives both reasons in the one row', async () => {
    const { written, tally } = await run([recordOf({ id: 'x', text: 'a@b.com' })]);
    expect(written.map(({ output }) => output)).toEqual([1]);
    expect(Object.keys(written[0].change!.fields!)).toEqual(['rejected', 'flagged']);
    expect(tally).toMatchObject({ dropped: 1, flagged: 0 });
  });

  it('counts all, whatever is written', async () => {
    const everything = await run([good, short, flagged]);
    const nothing = await run([good, short, flagged], { outputs: {} });
    expect(nothing.written).toEqual([]);
    expect(nothing.tally).toEqual(everything.tally);
    expect(nothing.tally).toMatchObject({ examples: 3, dropped: 1, flagged: 1 });
  });

  it('counts the end of every example as a token', async () => {
    expect((await run([recordOf({ text: '' }), recordOf({ text: 'a b.' })])).tally.tokens).toBe(1 + 4);
  });

  it('leaves nothing of one shard in the next', async () => {
    const make = await filterRows({ profiles: ['length'], outputs: OUTPUTS });
    heard(make(), [good, short]);
    expect(heard(make(), [good]).summary).toMatchObject({ examples: 1, dropped: 0, rules: {} });
  });
});

describe('the id of a rejected row', () => {
  const idOf = async (value: Record<string, unknown>, settings: Partial<FilterRowsSettings> = {}) => {
    const record = { example: { id: 'f#3', group: 'g', text: 'no' }, row: 1, value };
    const { written } = await run([record], settings);
    const { rejected: _, ...others } = written[0].change!.fields as Record<string, unknown>;
    return others;
  };

  it('is written where the row has none, since its place in the input means nothing there', async () => {
    expect(await idOf({ text: 'no' })).toEqual({ id: 'f#3' });
    for (const id of [null, '']) expect(await idOf({ text: 'no', id })).toEqual({ id: 'f#3' });
  });

  it('is left as it stands where the row has one, be it zero', async () => {
    expect(await idOf({ text: 'no', id: 'mine' })).toEqual({});
    expect(await idOf({ text: 'no', id: 0 })).toEqual({});
  });

  it('is looked for along the path that the corpus names', async () => {
    expect(await idOf({ text: 'no', meta: { id: 'mine' } }, { idField: 'meta.id' })).toEqual({});
    expect(await idOf({ text: 'no', meta: {} }, { idField: 'meta.id' })).toEqual({ 'meta.id': 'f#3' });
  });
});

describe('clean lines', () => {
  const DIRTY = `menu\n${PROSE}`;
  const fieldsOf = async (value: Record<string, unknown>, text = DIRTY, textField?: string) => {
    const record = { example: { id: 'x', group: 'x', text }, row: 7, value };
    const settings = {
      profiles: ['c4'],
      cleanLines: true,
      ...(textField === undefined ? {} : { textField }),
    };
    return (await run([record], settings)).written[0].change?.fields;
  };

  it('replace the text that was read, not another field that says the same', async () => {
    expect(await fieldsOf({ original: DIRTY, text: DIRTY })).toEqual({ text: PROSE });
    expect(await fieldsOf({ original: DIRTY, body: DIRTY, text: DIRTY }, DIRTY, 'body')).toEqual({
      body: PROSE,
    });
  });

  it('are found in a field of any name', async () => {
    expect(await fieldsOf({ id: 'x', story: DIRTY })).toEqual({ story: PROSE });
  });

  it('are found though the text was read with U+FFFD for half a surrogate pair', async () => {
    const fields = await fieldsOf({ text: `\ud800\n${PROSE}` }, `\ufffd\n${PROSE}`);
    expect(fields).toEqual({ text: PROSE });
  });

  it('change no record that is clean', async () => {
    expect(await fieldsOf({ text: PROSE }, PROSE)).toBeUndefined();
  });

  it('end the run at a text that stands in no field of its own', async () => {
    await expect(fieldsOf({ messages: [{ content: DIRTY }] })).rejects.toMatchObject({
      code: 'E_UNSUPPORTED',
      row: 7,
    });
  });
});
