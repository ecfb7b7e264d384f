import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rng } from '../../../base/rng.ts';
import { decodeTextModel, encodeTextModel } from './model-codec.ts';
import { piecesOf, sampleTexts, type TextModel, TextModelBuilder, textOf } from './text-model.ts';

function trained(texts: readonly string[], order = 3): TextModel {
  const builder = new TextModelBuilder(order);
  for (const text of texts) builder.add(text);
  return builder.build();
}

const TEXTS = [
  'The cat sat on the mat.',
  'The dog sat on the log, too.',
  'A cat ran; a dog ran.',
  "It's  not\nhers.",
];

function drawn(model: TextModel, seed: string, texts = 20): string[] {
  return [...sampleTexts(model, { texts, maxPieces: 50 }, new Rng(seed))];
}

describe('piecesOf', () => {
  it('cuts before words and symbols, the space with what follows it', () => {
    expect(piecesOf("The cat's mat, too.")).toEqual(['The', " cat's", ' mat', ',', ' too', '.']);
  });

  it('loses nothing: the pieces joined are the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textOf(piecesOf(text))).toBe(text);
      }),
    );
  });
});

describe('textOf', () => {
  it('makes no new word of two', () => {
    expect(textOf(['the', 'mat', '.', 'A', ' b'])).toBe('the mat.A b');
  });
});

describe('a text model', () => {
  it('writes texts of the pieces that it has read', () => {
    const model = trained(TEXTS);
    const known = new Set(model.pieces.map((piece) => piece.trim()));
    for (const text of drawn(model, 'a')) {
      expect(text.trim()).not.toBe('');
      for (const piece of piecesOf(` ${text}`)) expect(known).toContain(piece.trim());
    }
  });

  it('draws the same from the same seed', () => {
    const model = trained(TEXTS);
    expect(drawn(model, 'a')).toEqual(drawn(model, 'a'));
    expect(drawn(model, 'a')).not.toEqual(drawn(model, 'b'));
  });

  it('cuts long texts', () => {
    const [text] = sampleTexts(trained(['a b c d e f g h']), { texts: 1, maxPieces: 2 }, new Rng(1));
    expect(piecesOf(text).length).toBeLessThanOrEqual(2);
  });

  it('refuses to be made of nothing, and to write nothing for ever', () => {
    expect(() => trained(['', ''])).toThrow(expect.objectContaining({ code: 'E_EMPTY' }));
    expect(() => drawn(trained([' ', '\n']), 'a')).toThrow(expect.objectContaining({ code: 'E_EMPTY' }));
  });
});

describe('the file of a text model', () => {
  const model = trained(TEXTS);
  const bytes = encodeTextModel(model);

  it('gives the model back, draw for draw', () => {
    const again = decodeTextModel(bytes, 'm');
    expect(again.pieces).toEqual(model.pieces);
    expect(drawn(again, 'x')).toEqual(drawn(model, 'x'));
    expect(encodeTextModel(again).equals(bytes)).toBe(true);
  });

  it('is refused where a byte is wrong or lacking, wherever it is', () => {
    for (let at = 0; at < bytes.length; at += 97) {
      const wrong = Buffer.from(bytes);
      wrong[at] ^= 1;
      expect(() => decodeTextModel(wrong, 'm')).toThrow(/^m (is damaged|is no n-gram model)/);
      expect(() => decodeTextModel(bytes.subarray(0, at), 'm')).toThrow(/^m /);
    }
  });

  it('is told from other files', () => {
    expect(() => decodeTextModel(Buffer.from('{"text": "x"}'), 'a.jsonl')).toThrow(
      expect.objectContaining({ code: 'E_FORMAT', where: 'a.jsonl' }),
    );
  });
});
