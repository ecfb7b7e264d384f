import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../corpus/fixtures.test.support.ts';
import { ColumnSurvey } from './columns.ts';
import { surveyFile } from './survey-file.ts';

const disk = scratch();

function entry(name: string, data: string | Uint8Array, records = 1) {
  const bytes = Buffer.from(data);
  disk.write(name, bytes);
  return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), records };
}

const survey = async (name: string, data: string | Uint8Array, options = {}, records = 1) => {
  const stated = entry(name, data, records);
  const columns = await surveyFile(`${disk.folder}/${name}`, stated, options);
  return columns?.map((column) => `${column.name} ${column.kind}${column.list ? '[]' : ''}`);
};

describe('surveyFile', () => {
  it('reads lines of JSON, packed or not', async () => {
    const rows = jsonl([{ text: 'a', tags: ['x'] }]);
    expect(await survey('a.jsonl', rows)).toEqual(['text text', 'tags text[]']);
    expect(await survey('a.jsonl.gz', gzipSync(rows))).toEqual(['text text', 'tags text[]']);
  });

  it('reads tables of text, in which all is text', async () => {
    expect(await survey('a.csv', 'text,n\nhello,1\n')).toEqual(['text text', 'n text']);
  });

  it('sees the last row too', async () => {
    const rows = [...Array(3000).fill({ text: 'a', n: 1 }), { text: 'a', n: 'odd' }];
    expect(await survey('long.jsonl', jsonl(rows))).toEqual(['text text', 'n mixed']);
  });

  it('reads by the fields that are named', async () => {
    const rows = jsonl([{ body: 'a' }]);
    expect(await survey('b.jsonl', rows, { reading: { textField: 'body' } })).toEqual(['body text']);
    const chat = jsonl([{ messages: [{ role: 'user', content: 'hi' }] }]);
    expect(await survey('c.jsonl', chat, { reading: { reader: 'chat' } })).toEqual(['messages object[]']);
  });

  it('teaches what it read to a survey of the whole', async () => {
    const whole = new ColumnSurvey();
    await survey('w1.jsonl', jsonl([{ text: 'a' }]), { whole });
    await survey('w2.jsonl', jsonl([{ text: 'a', n: 1 }]), { whole });
    expect(whole.columns().map(({ name }) => name)).toEqual(['text', 'n']);
  });

  it('has no columns for a file of no records, and does not know those of a file that is not there', async () => {
    expect(await survey('none.jsonl', '', {}, 0)).toEqual([]);
    const { name: _, ...stated } = entry('there.jsonl', jsonl([{ text: 'a' }]));
    expect(
      await surveyFile(`${disk.folder}/elsewhere.jsonl`, { name: 'elsewhere.jsonl', ...stated }),
    ).toBeUndefined();
  });

  it('refuses a file of another digest or length', async () => {
    const stated = entry('d.jsonl', jsonl([{ text: 'a' }]));
    const path = `${disk.folder}/d.jsonl`;
    for (const wrong of [
      { ...stated, sha256: '0'.repeat(64) },
      { ...stated, bytes: stated.bytes + 1 },
    ])
      await expect(surveyFile(path, wrong)).rejects.toMatchObject({ code: 'E_PROOF', where: path });
  });
});
