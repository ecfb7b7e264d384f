import { describe, expect, it } from 'vitest';
import { brokenBy, measuresOf, PROSE } from './filters.test.support.ts';

const broken = (text: string) => brokenBy('encoding', text);
const measures = (text: string) => measuresOf('encoding', text);

/** A text as one sees it that was UTF-8 and was read as Latin-1. */
const misread = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const padded = (text: string, length: number) => text + 'x'.repeat(length - [...text].length);

describe('encoding', () => {
  it('lets clean text of any script pass', async () => {
    const clean = [
      PROSE,
      'Ça va, «CAFÉ», “L’ÉTÉ”… naïve façade, São João, ÅNGSTRÖM – Škoda',
      '漢字かな交じり文。 Привет, мир! שלום 😀👩‍👩‍👧 نیم‌فاصله',
      'tabs\tand\r\nlines\f and a form feed',
    ];
    for (const text of clean) expect(await broken(text), text).toEqual([]);
  });

  it('finds UTF-8 read as Latin-1 or Windows-1252', async () => {
    for (const text of ['café', 'Größe', 'naïve £5', 'Привет', 'Ελλάδα', '漢字']) {
      expect(await broken(misread(text)), text).toContain('mojibake');
    }
    expect(await broken('It doesnâ€™t matter â€” really')).toContain('mojibake');
    expect((await measures('cafÃ©'))['mojibake']).toBe(2 / 5);
  });

  it('finds characters that were lost', async () => {
    expect(await broken(padded('\ufffd', 1000))).toEqual([]);
    expect(await broken(padded('\ufffd', 999))).toEqual(['replacement']);
  });

  it('finds control codes, but not tabs and line ends', async () => {
    expect(await broken(padded('\0', 1000))).toEqual([]);
    for (const code of ['\0', '\x08', '\x1b', '\x7f', '\x9b']) {
      expect(await broken(padded(code, 999)), JSON.stringify(code)).toEqual(['controls']);
    }
    expect((await measures('\t\n\v\f\r\x85'))['controls']).toBe(0);
  });

  it('finds every half of a surrogate pair', async () => {
    expect(await broken(padded('\ud83d', 5000))).toEqual(['lone-surrogates']);
    expect((await measures('\ud83d\ud83d\ude00\ude00'))['lone-surrogates']).toBe(2);
  });

  it('finds characters of no width, but not the joiners that writing needs', async () => {
    expect(await broken(padded('\u200b', 100))).toEqual([]);
    expect(await broken(padded('\u200b', 99))).toEqual(['invisible']);
    expect(await broken('\ufeff'.repeat(3))).toEqual(['invisible']);
    expect((await measures('\u{e0041}b'))['invisible']).toBe(1 / 2);
    expect((await measures('\u200d\u200c'))['invisible']).toBe(0);
  });

  it('has no shares of a text of nothing', async () => {
    expect(await broken('')).toEqual([]);
    expect((await measures(''))['mojibake']).toBeUndefined();
  });
});
