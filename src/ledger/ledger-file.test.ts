import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../test/fixtures/thorough.ts';
import { scratch } from '../corpus/fixtures.test.support.ts';
import { EMPTY_HEAD, sealed } from './digest.ts';
import { all, job, review, streamOf } from './fixtures.test.support.ts';
import { exportLines, readLedgerFile } from './ledger-file.ts';
import { verifyEvents } from './verify.ts';

const disk = scratch();
const EVENTS = sealed(
  [review('a'), job('j'), review('é\u2028\u{1f600}', 'edit', { text: 'a\r\nb\u0085' })],
  EMPTY_HEAD,
);

const exported = async (events = EVENTS) => (await all(exportLines(streamOf(events)))).join('');
const TEXT = await exported();
const read = (text: string | Uint8Array, name = 'ledger.jsonl') =>
  all(readLedgerFile(disk.write(name, text)));

describe('an exported ledger', () => {
  it('has a line an event, and a last line with the head', () => {
    const lines = TEXT.trimEnd().split('\n');
    expect(lines.length).toBe(4);
    expect(lines.slice(0, 3).map((line) => JSON.parse(line))).toEqual(EVENTS);
    expect(JSON.parse(lines[3])).toEqual({
      format: 'outcross.ledger/1',
      head: { seq: 3, digest: EVENTS[2].digest },
    });
  });

  it('is read as it was written, however many events', async () => {
    expect(await read(TEXT)).toEqual(EVENTS);
    expect(await read(await exported([]))).toEqual([]);
    const many = sealed(
      Array.from({ length: 2_000 }, (_, i) => review(`e${i}`)),
      EMPTY_HEAD,
    );
    expect(await read(await exported(many))).toEqual(many);
  });

  it('may have lost its last line end, or got those of Windows', async () => {
    expect(await read(TEXT.trimEnd())).toEqual(EVENTS);
    expect(await read(TEXT.replaceAll('\n', '\r\n'))).toEqual(EVENTS);
  });

  it.each([
    [
      'a cut at a line end',
      (text: string) => `${text.split('\n').slice(0, 2).join('\n')}\n`,
      /:2: .*cut off/,
    ],
    ['a cut in a line', (text: string) => text.slice(0, 700), /no JSON/],
    ['nothing', () => '', /cut off/],
    ['a line after the last', (text: string) => text + text.split('\n')[0], /:5: something stands after/],
    ['an empty line', (text: string) => text.replace('\n', '\n\n'), /:2: the line is no JSON/],
    ['a number', () => '17\n', /:1: the line is no event/],
    ['another object', () => '{"a":1}\n', /:1: the line is no event/],
    [
      'a key given twice',
      (text: string) => text.replace('"seq":1', '"seq":1,"seq":1'),
      /:1: .*not as an export/,
    ],
    ['white space', (text: string) => text.replace('{', '{ '), /:1: .*not as an export/],
    ['the head of another', (text: string) => text.replace('"seq":3}}', '"seq":4}}'), /:4: .*another head/],
    ['a later format', (text: string) => text.replace('ledger/1', 'ledger/2'), /:4 is of the format/],
  ])('names %s', async (_, change, message) => {
    const error = await read(change(TEXT)).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'E_LEDGER' });
    expect(error.message).toMatch(message);
  });

  it('that is not there is named', async () => {
    const missing = join(disk.folder, 'nothing.jsonl');
    await expect(all(readLedgerFile(missing))).rejects.toMatchObject({ where: missing });
    await expect(all(readLedgerFile(disk.folder))).rejects.toMatchObject({ name: 'OutcrossError' });
    const loop = join(disk.folder, 'loop');
    symlinkSync(loop, loop);
    await expect(all(readLedgerFile(loop))).rejects.toMatchObject({ name: 'OutcrossError' });
  });

  it('never passes with a flipped bit', async () => {
    const bytes = readFileSync(disk.write('whole.jsonl', TEXT));
    const bit = fc.nat(bytes.length * 8 - 1);
    await fc.assert(
      fc.asyncProperty(bit, async (at) => {
        const flipped = Uint8Array.from(bytes);
        flipped[at >> 3] ^= 1 << (at & 7);
        const { passed } = await verifyEvents(readLedgerFile(disk.write('flipped.jsonl', flipped)));
        expect(passed).toBe(false);
      }),
      { numRuns: runs(300) },
    );
  });
});
