import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { desk } from './fixtures.test.support.ts';
import { FirstRows, withProgress } from './row-reports.ts';

describe('FirstRows', () => {
  it('keeps five and forgets the rest', () => {
    const first = new FirstRows();
    for (let row = 1; row <= 9; row++) first.add({ file: 'a', row, reason: '' });
    expect(first.rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('withProgress', () => {
  it('says which output an interruption kept from being written', async () => {
    const stopped = () => Promise.reject(new OutcrossError('E_INTERRUPTED', 'stopped'));
    await expect(withProgress(desk().context, 'out.jsonl', stopped)).rejects.toMatchObject({
      code: 'E_INTERRUPTED',
      message: 'interrupted: out.jsonl was not written',
    });
    await expect(withProgress(desk().context, undefined, stopped)).rejects.toMatchObject({
      message: 'stopped',
    });
  });

  it('leaves other errors as they are, and no trace of the bar', async () => {
    const { context, err } = desk({ TERM: 'xterm' });
    err.isTTY = true;
    const failing = withProgress(context, 'out', (tell) => {
      tell({ bytes: 1, totalBytes: 2, examples: 1, file: 'a' });
      return Promise.reject(new Error('other'));
    });
    await expect(failing).rejects.toThrow('other');
    expect(err.text.endsWith('\r\u001b[K')).toBe(true);
  });
});
