import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { acceptOutput, type Output } from './accept-output.ts';
import { rowsOf } from './fixtures.test.support.ts';

const disk = scratch();
let files = 0;

async function accepted(content: string, more: Partial<Output> = {}) {
  const n = files++;
  const sampled = disk.write(`sampled-${n}`, content);
  const path = join(disk.folder, `out-${n}.jsonl`);
  const tally = await acceptOutput(
    { sampled, reading: { format: 'jsonl' }, generation: 3, source: 'line', ...more },
    path,
  );
  return { tally, rows: rowsOf(path) };
}

const texts = (...said: string[]) => jsonl(said.map((text) => ({ text })));

describe('acceptOutput', () => {
  it('gives every row an id by its place, and says where it comes from', async () => {
    const { tally, rows } = await accepted(texts('a', 'b'));
    expect(tally).toMatchObject({ examples: 2, malformed: 0, first: undefined });
    const provenance = { origin: 'synthetic', evidence: 'declared', source: 'line', generation: 3 };
    expect(rows).toEqual([
      { text: 'a', id: 'g3#1', provenance },
      { text: 'b', id: 'g3#2', provenance },
    ]);
  });

  it('keeps what a row says of itself, but not of which line and generation it is', async () => {
    const said = { origin: 'mixed', model: 'm', generation: 99, source: 'elsewhere', evidence: 'watermark' };
    const { rows } = await accepted(jsonl([{ id: 'own', text: 'a', score: 0.5, provenance: said }]));
    expect(rows).toEqual([
      {
        id: 'own',
        text: 'a',
        score: 0.5,
        provenance: { origin: 'mixed', model: 'm', evidence: 'watermark', generation: 3, source: 'line' },
      },
    ]);
  });

  it.each(['human', 'unknown'])('refuses a row that says it is %s, with its place', async (origin) => {
    const content = texts('a') + jsonl([{ text: 'b', provenance: { origin } }]);
    await expect(accepted(content)).rejects.toMatchObject({
      code: 'E_PROVENANCE',
      message: expect.stringContaining(`says that it is ${origin}`),
      where: expect.stringMatching(/:2$/),
    });
  });

  it('counts malformed rows, and names the first where too little is left', async () => {
    const content = `${texts('a')}no row\n{"text": 5}\n${texts('b')}`;
    expect((await accepted(content)).tally).toMatchObject({ examples: 2, malformed: 2, first: { row: 2 } });
    await expect(accepted(content, { asked: 3 })).rejects.toMatchObject({
      code: 'E_EMPTY',
      message: 'sample wrote 2 of the 3 examples asked for',
      hint: expect.stringMatching(/2 rows are malformed, the first at .*:2: /),
    });
  });

  it('takes exactly what was asked for, and more', async () => {
    expect((await accepted(texts('a', 'b'), { asked: 2 })).tally.examples).toBe(2);
    expect((await accepted(texts('a', 'b'), { asked: 1 })).rows).toHaveLength(2);
  });

  it('refuses a file without an example', async () => {
    await expect(accepted('\n \n')).rejects.toMatchObject({ code: 'E_EMPTY' });
  });

  it('reads other formats, text of lines too', async () => {
    const { rows } = await accepted('first\nsecond\n', { reading: { format: 'text' } });
    expect(rows.map(({ text }) => text)).toEqual(['first', 'second']);
    const csv = await accepted('body,n\n"a, b",1\n', { reading: { format: 'csv', textField: 'body' } });
    expect(csv.rows[0]).toMatchObject({ body: 'a, b', n: '1' });
  });

  it('writes nothing where it is stopped', async () => {
    const n = files;
    await expect(accepted(texts('a'), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
    expect(existsSync(join(disk.folder, `out-${n}.jsonl`))).toBe(false);
  });
});
