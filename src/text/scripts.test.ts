import { describe, expect, it } from 'vitest';
import { tokenStrings } from './tokenizer.ts';

describe('accents', () => {
  it('make the same token composed or not', () => {
    expect(tokenStrings('Cafe\u0301 co\u0308o\u0308perate')).toEqual(tokenStrings('café cööperate'));
    expect(tokenStrings('vie\u0302\u0323t vie\u0323\u0302t')).toEqual(['việt', 'việt']);
  });

  it('stay with their letter where no composed form exists', () => {
    expect(tokenStrings('x\u0301y z\u0335')).toEqual(['x\u0301y', 'z\u0335']);
  });

  it('without a letter are one token', () => {
    expect(tokenStrings(' \u0301\u0302 a')).toEqual(['\u0301\u0302', 'a']);
  });
});

describe('case', () => {
  it('is folded in every script that has it', () => {
    expect(tokenStrings('ÄÖÜ ЖИЗНЬ ΑΘΗΝΑ ՀԱՅ Ⴀ 𐐀 Ａ')).toEqual([
      'äöü',
      'жизнь',
      'αθηνα',
      'հայ',
      'ⴀ',
      '𐐨',
      'ａ',
    ]);
  });

  it('brings the sigma at the end of a word together with the others', () => {
    expect(tokenStrings('ΟΔΟΣ οδος οδοσ Οδός')).toEqual(['οδοσ', 'οδοσ', 'οδοσ', 'οδόσ']);
  });

  it('brings long s together with s, as old prints mix them', () => {
    expect(tokenStrings('Congreſs')).toEqual(tokenStrings('Congress'));
  });

  it('keeps the Turkish letters apart: i and ı are two, and so is İ, whose lower case is no single letter', () => {
    expect(tokenStrings('ısı isi ISI')).toEqual(['ısı', 'isi', 'isi']);
    expect(tokenStrings('İstanbul I\u0307stanbul')).toEqual(['İstanbul', 'İstanbul']);
  });

  it('keeps ß, whose upper case is two letters', () => {
    expect(tokenStrings('Straße STRASSE ẞ')).toEqual(['straße', 'strasse', 'ß']);
  });
});

describe('scripts without spaces between words', () => {
  it('give a token a letter', () => {
    expect(tokenStrings('我爱 東京タワー ひらがな')).toEqual([
      ...['我', '爱', '東', '京', 'タ', 'ワ', 'ー', 'ひ', 'ら', 'が', 'な'],
    ]);
    expect(tokenStrings('𠮷野家')).toEqual(['𠮷', '野', '家']);
  });

  it('keep vowel and tone signs with their letter', () => {
    expect(tokenStrings('ที่นี่')).toEqual(['ที่', 'นี่']);
    expect(tokenStrings('ក្រុង')).toEqual(['ក្', 'រុ', 'ង']);
    expect(tokenStrings('か\u3099')).toEqual(['が']);
  });

  it('end a word of another script, and start one', () => {
    expect(tokenStrings('JR東日本2024年Suica')).toEqual(['jr', '東', '日', '本', '2024', '年', 'suica']);
  });

  it('have punctuation that is punctuation', () => {
    expect(tokenStrings('我。你、「他」')).toEqual(['我', '。', '你', '、', '「', '他', '」']);
    expect(tokenStrings('བོད་')).toEqual(['བོ', 'ད', '་']);
  });
});

describe('other scripts', () => {
  it('make words of letters and signs', () => {
    expect(tokenStrings('नमस्ते दुनिया')).toEqual(['नमस्ते', 'दुनिया']);
    expect(tokenStrings('안녕하세요 세계')).toEqual(['안녕하세요', '세계']);
    expect(tokenStrings('שָׁלוֹם مَرْحَبًا')).toEqual(['שָׁלוֹם'.normalize('NFC'), 'مَرْحَبًا'.normalize('NFC')]);
  });

  it('compose Hangul letters to syllables', () => {
    expect(tokenStrings('한국'.normalize('NFD'))).toEqual(['한국']);
  });

  it('are not reordered by direction marks', () => {
    expect(tokenStrings('\u202babc\u202c \u2067עברית\u2069')).toEqual(['abc', 'עברית']);
  });
});

describe('emoji', () => {
  it('are symbols; a family is its members, a skin tone a symbol, a selector belongs to the sign before', () => {
    expect(tokenStrings('👩‍👩‍👧')).toEqual(['👩', '👩', '👧']);
    expect(tokenStrings('👍🏽ok')).toEqual(['👍', '🏽', 'ok']);
    expect(tokenStrings('❤️❤')).toEqual(['❤\ufe0f', '❤']);
    expect(tokenStrings('🇫🇷')).toEqual(['🇫', '🇷']);
    expect(tokenStrings('1️⃣')).toEqual(['1\ufe0f\u20e3']);
  });
});

describe('broken text', () => {
  it('shows a lone surrogate as U+FFFD, wherever it stands', () => {
    expect(tokenStrings('a\ud83d b\udc00\ud83dc')).toEqual(['a', '\ufffd', 'b', '\ufffd', '\ufffd', 'c']);
  });

  it('takes a byte order mark inside a text for nothing', () => {
    expect(tokenStrings('\ufeffa\ufeffb \ufeff')).toEqual(['a', 'b']);
  });
});
