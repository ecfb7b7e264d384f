import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenStrings } from '../../text/tokenizer.ts';
import { FrequentWordCodec, frequentWords, RESERVED, UNKNOWN, UNKNOWN_WORD } from './frequent-words.ts';

const word = fc.constantFrom(
  'a',
  'b',
  'cat',
  'The',
  'dog',
  ',',
  '7',
  UNKNOWN_WORD,
  'constructor',
  '__proto__',
);
const text = fc.oneof(
  fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
  fc.string({ maxLength: 20 }),
);
const texts = fc.array(text, { maxLength: 6 });

describe('frequentWords', () => {
  it('gives each word once, by falling count, none rarer than one that it left out', () => {
    fc.assert(
      fc.property(texts, fc.nat(6), (all, most) => {
        const tokens = all.flatMap((one) => tokenStrings(one));
        const countOf = (own: string) => tokens.filter((token) => token === own).length;
        const kept = frequentWords(all, most);
        const counts = kept.map(countOf);
        expect(new Set(kept).size).toBe(kept.length);
        expect(counts.every((n, i) => n > 1 && (i === 0 || n <= counts[i - 1]))).toBe(true);
        const candidates = new Set(tokens.filter((own) => countOf(own) > 1 && own !== UNKNOWN_WORD));
        expect(kept).toHaveLength(Math.min(most, candidates.size));
        for (const own of candidates)
          if (!kept.includes(own) && kept.length > 0)
            expect(countOf(own)).toBeLessThanOrEqual(counts.at(-1)!);
      }),
    );
  });

  it('does not depend on the order of the texts, and more words begin with fewer', () => {
    fc.assert(
      fc.property(texts, fc.nat(6), (all, most) => {
        const every = frequentWords(all, 1000);
        expect(frequentWords([...all].reverse(), 1000)).toEqual(every);
        expect(frequentWords(all, most)).toEqual(every.slice(0, most));
      }),
    );
  });
});

describe('FrequentWordCodec', () => {
  it('gives every token of any text one id of its own range', () => {
    fc.assert(
      fc.property(texts, text, fc.nat(8), (all, other, most) => {
        const vocabulary = frequentWords(all, most);
        const codec = new FrequentWordCodec(vocabulary);
        expect(codec.size).toBe(vocabulary.length + RESERVED);
        const tokens = tokenStrings(other);
        const ids = [...codec.encode(other)];
        expect(ids).toHaveLength(tokens.length);
        for (const [i, id] of ids.entries())
          if (vocabulary.includes(tokens[i])) expect(codec.words[id]).toBe(tokens[i]);
          else expect(id).toBe(UNKNOWN);
      }),
    );
  });

  it('knows no words that only the language it is written in has', () => {
    const codec = new FrequentWordCodec(['cat']);
    expect([...codec.encode('constructor')]).toEqual([UNKNOWN]);
    expect([...codec.encode('tostring')]).toEqual([UNKNOWN]);
  });

  it('is of no vocabulary still a codec', () => {
    const codec = new FrequentWordCodec([]);
    expect(codec.decode(codec.encode('any thing.'))).toBe('unk unk unk');
  });
});
