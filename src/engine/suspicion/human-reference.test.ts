import { describe, expect, it } from 'vitest';
import { jsonl, scratch } from '../../corpus/fixtures.test.support.ts';
import { HumanReference } from './human-reference.ts';

const disk = scratch();
const TEXTS = [
  'the cat sat on the mat and looked at the dog',
  'the dog lay on the rug and looked at the cat',
  'a bird sang in the tree while the cat slept on the mat',
];
const refer = (name: string, texts: readonly string[]) =>
  HumanReference.read({ inputs: [disk.write(name, jsonl(texts.map((text) => ({ text }))))] }, {});
const mean = (values: Float64Array | undefined) => values!.reduce((a, b) => a + b, 0) / values!.length;

describe('HumanReference', () => {
  it('holds its own texts to the letter, and no others', async () => {
    const reference = await refer('a.jsonl', TEXTS);
    expect(reference.examples).toBe(3);
    for (const text of TEXTS) expect(reference.holds(text)).toBe(true);
    for (const text of ['', `${TEXTS[0]} `, TEXTS[0].toUpperCase(), '__proto__'])
      expect(reference.holds(text)).toBe(false);
  });

  it('is less surprised by what it has read than by words that it has not', async () => {
    const reference = await refer('b.jsonl', TEXTS);
    expect(mean(reference.surprises('the cat sat on the mat'))).toBeLessThan(
      mean(reference.surprises('quixotic zebras juggle molten platinum')),
    );
  });

  it('gives surprises that are numbers from 0, one a word and one for the end', async () => {
    const reference = await refer('c.jsonl', TEXTS);
    for (const text of ['the cat', '猫 😀', '__proto__ constructor', 'x'.repeat(5000)]) {
      const found = reference.surprises(text)!;
      expect(found.length).toBeGreaterThan(1);
      expect(found.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
    }
    expect(reference.surprises('the cat sat')).toHaveLength(4);
  });

  it('counts copies as examples, and gives the same numbers each time it is read', async () => {
    const [one, two] = [await refer('d.jsonl', TEXTS), await refer('e.jsonl', TEXTS)];
    expect(two.surprises('the bird sat')).toEqual(one.surprises('the bird sat'));
    expect((await refer('f.jsonl', [TEXTS[0], TEXTS[0]])).examples).toBe(2);
  });

  it('refuses a reference in which no row is a text', async () => {
    const path = disk.write('g.jsonl', '{"text":7}\nbroken\n');
    await expect(HumanReference.read({ inputs: [path], textField: 'text' }, {})).rejects.toMatchObject({
      code: 'E_EMPTY',
      where: path,
    });
  });
});
