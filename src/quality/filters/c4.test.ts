import { describe, expect, it } from 'vitest';
import { brokenBy, measuresOf, PROSE } from './filters.test.support.ts';

const broken = (text: string) => brokenBy('c4', text);
const measures = (text: string) => measuresOf('c4', text);
const FIVE = 'It was late. The rain had stopped. Nobody came. We waited long. Then it began.';

describe("datatrove's own test values", () => {
  it('are met', async () => {
    expect(await broken(`${FIVE}\nLorem ipsum dolor sit amet.`)).toEqual(['lorem-ipsum']);
    expect(await broken(`${FIVE}\nThis line holds a { bracket.`)).toEqual(['curly-brackets']);
    expect(await broken('Only one sentence here.')).toEqual(['sentences']);
  });
});

describe('rules', () => {
  it('let prose pass', async () => {
    expect(await broken(PROSE)).toEqual([]);
  });

  it('want five sentences in the lines that stay', async () => {
    expect((await measures(FIVE))['sentences']).toBe(5);
    expect(await broken(FIVE)).toEqual([]);
    expect(await broken('It was late. The rain had stopped. Nobody came. We waited long.')).toEqual([
      'sentences',
    ]);
  });

  it('do not end a sentence at an abbreviation, nor twice at several marks', async () => {
    expect((await measures('Mr. Smith of the U.S. left at 3.15 p.m. sharp.'))['sentences']).toBe(1);
    expect((await measures('Really?! He said "No." (He did.) So be it!!'))['sentences']).toBe(4);
  });

  it('look for lorem ipsum and brackets only in lines that would stay', async () => {
    expect(await broken(`${FIVE}\nlorem ipsum without an end`)).toEqual([]);
    expect(await broken(`${FIVE}\nfunction f() {`)).toEqual([]);
    expect(await broken(`${FIVE}\n{ two.`)).toEqual([]);
  });

  it('tell both reasons where both are there', async () => {
    expect(await broken('Here comes LOREM IPSUM again.\nAnd here a { bracket.')).toEqual([
      'lorem-ipsum',
      'curly-brackets',
      'sentences',
    ]);
  });
});
