import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import { KEPT_LINES, LINE_LENGTH } from './job.ts';
import { JobLog, readLog } from './job-log.ts';

const disk = scratch();
const at = (name: string) => join(disk.folder, name);

describe('JobLog', () => {
  it('keeps what was said, for its owner alone, and goes on with it', async () => {
    for (const line of ['one', 'two']) {
      const log = await JobLog.open(at('plain.log'));
      await log.add([line, 'and']);
      await log.close();
    }
    expect(readFileSync(at('plain.log'), 'utf8')).toBe('one\nand\ntwo\nand\n');
    if (process.platform !== 'win32') expect(statSync(at('plain.log')).mode & 0o777).toBe(0o600);
  });

  it('stays within its bounds whatever is said, and ends with the newest', async () => {
    const most = 200_000;
    const log = await JobLog.open(at('long.log'), most);
    for (let i = 0; i < 200; i++)
      await log.add(Array.from({ length: 100 }, (_, j) => `line ${i}.${j} ${'x'.repeat(50)}`));
    await log.close();
    const text = await readLog(at('long.log'));
    expect(statSync(at('long.log')).size).toBeLessThanOrEqual(most);
    expect(text).toContain('had become too long');
    expect(text.trimEnd().endsWith(`line 199.99 ${'x'.repeat(50)}`)).toBe(true);
  });

  it('gives the last lines, cut to what a record keeps', async () => {
    const log = await JobLog.open(at('tail.log'));
    await log.add(Array.from({ length: 100 }, (_, i) => `${i}${'y'.repeat(1000)}`));
    const tail = log.tail();
    expect(tail).toHaveLength(KEPT_LINES);
    expect(tail.at(-1)).toBe(`99${'y'.repeat(LINE_LENGTH - 2)}`);
    await log.close();
  });

  it('lets nothing drive a terminal or hide', async () => {
    const log = await JobLog.open(at('hostile.log'));
    await log.add(['\u001b]0;title\u0007 \u202egnp.exe', 'a\tb']);
    await log.close();
    expect(await readLog(at('hostile.log'))).toBe('[U+001B]]0;title[U+0007] [U+202E]gnp.exe\na  b\n');
  });

  it('does without a file that cannot be opened', async () => {
    const log = await JobLog.open(at('no/such/folder.log'));
    await log.add(['heard']);
    expect(log.tail()).toEqual(['heard']);
    await log.close();
    expect(await readLog(at('no/such/folder.log'))).toBe('');
  });

  it('reads no more of a file that grew by other hands than a log can be', async () => {
    writeFileSync(at('huge.log'), 'z'.repeat(3 << 20));
    expect((await readLog(at('huge.log'))).length).toBe(2 << 20);
  });
});
