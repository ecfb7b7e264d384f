import { describe, expect, it } from 'vitest';
import { similarity } from '../../sketch/minhash.ts';
import { PRESETS } from './settings.ts';
import { Signer, signatureOf } from './signature.ts';

describe('Signer', () => {
  it('gives as many values as bands and rows ask for', () => {
    expect(signatureOf('a text').values.length).toBe(112);
    expect(signatureOf('a text', PRESETS.nemo).values.length).toBe(260);
  });

  it('keeps nothing from text to text', () => {
    const signer = new Signer();
    const first = signer.sign('one two three four five six');
    signer.sign('something quite different, and longer than the first by far');
    signer.sign('');
    expect(signer.sign('one two three four five six')).toEqual(first);
  });

  it('calls texts of the same words wholly similar, whatever their punctuation, but not exact', () => {
    const [a, b] = ['To be, or not to be: that is.', 'to be or not to be that is'].map((text) =>
      signatureOf(text),
    );
    expect(similarity(a.values, b.values)).toBe(1);
    expect(a.exact).not.toEqual(b.exact);
  });

  it('refuses settings out of bounds', () => {
    expect(() => new Signer({ ...PRESETS.nemo, rows: 0 })).toThrow(
      expect.objectContaining({ code: 'E_PARAMETER', where: 'rows' }),
    );
  });

  it('does not change from version to version: signatures are stored', () => {
    const { exact, values } = signatureOf('The quick brown fox jumps over the lazy dog.');
    expect([exact.hi, exact.lo, ...values.subarray(0, 3)]).toMatchInlineSnapshot(`
      [
        1215570059,
        1801723955,
        1259099649,
        481283289,
        2429318709,
      ]
    `);
  });
});
