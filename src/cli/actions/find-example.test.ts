import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { findExample } from './find-example.ts';

const disk = scratch();
const open = new AbortController().signal;
const rows = (from: number) =>
  jsonl(Array.from({ length: 50 }, (_, i) => ({ id: `r${from + i}`, text: `row ${from + i}` })));

describe('findExample', () => {
  it('finds an example in whichever file it stands', async () => {
    const inputs = [disk.write('a.jsonl', rows(0)), disk.write('b.jsonl', rows(50))];
    expect((await findExample('r7', { inputs }, open)).text).toBe('row 7');
    expect((await findExample('r99', { inputs }, open)).text).toBe('row 99');
  });

  it('finds one without an id by its place', async () => {
    const inputs = [disk.write('c.jsonl', jsonl([{ text: 'first' }, { text: 'second' }]))];
    expect((await findExample('c.jsonl#0', { inputs }, open)).text).toBe('first');
  });

  it('says where none is to be found', async () => {
    const inputs = [disk.write('d.jsonl', rows(0))];
    await expect(findExample('r50', { inputs }, open)).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      where: '--explain',
    });
  });

  it('stops where it is told to', async () => {
    const inputs = [disk.write('e.jsonl', rows(0))];
    await expect(findExample('r1', { inputs }, AbortSignal.abort())).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
    });
  });
});
