import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenBy, measuresOf, PROSE } from './filters.test.support.ts';
import { createTextFilter } from './text-filter.ts';

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

describe('the shares of damage', () => {
  it('lie between 0 and 1, and are those of a plain count where signs stand apart', async () => {
    const filter = await createTextFilter({ profiles: ['encoding'] });
    const signs = [
      '\ufffd',
      '\0',
      '\x7f',
      '\u200b',
      '\ufeff',
      '\u{e0041}',
      'a',
      'é',
      '漢',
      '😀',
      '\n',
      '\u200d',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 40 }), (list) => {
        // A letter between any two, so that none of them continues another.
        const text = list.join('z');
        const points = 2 * list.length - 1;
        const share = (...wanted: string[]) => list.filter((sign) => wanted.includes(sign)).length / points;
        const found = Object.fromEntries(filter.explain(text).map(({ measure, value }) => [measure, value]));
        expect(found).toEqual({
          replacement: share('\ufffd'),
          mojibake: 0,
          controls: share('\0', '\x7f'),
          'lone-surrogates': 0,
          invisible: share('\u200b', '\ufeff', '\u{e0041}'),
        });
      }),
    );
  });

  it('find every letter beyond ASCII that was read as Latin-1, but not the letter itself', async () => {
    const filter = await createTextFilter({ profiles: ['encoding'] });
    const mojibake = (text: string) =>
      filter.explain(text).find(({ measure }) => measure === 'mojibake')!.value!;
    for (let point = 0xa0; point < 0x100; point++) {
      const sign = String.fromCodePoint(point);
      expect(mojibake(`a ${sign} b`), sign).toBe(0);
      expect(mojibake(`a ${misread(sign)} b`), sign).toBeCloseTo(2 / 6, 12);
    }
  });

  it('never take more characters for damaged than there are', async () => {
    const filter = await createTextFilter({ profiles: ['encoding'] });
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('Ã', 'â', '€', '™', '\x80', '©', 'ï', '¿', '\ud800', '\ufffd'),
          minLength: 1,
          maxLength: 20,
        }),
        (text) => {
          for (const { measure, value } of filter.explain(text)) {
            expect(value).toBeGreaterThanOrEqual(0);
            if (measure !== 'lone-surrogates') expect(value).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});
