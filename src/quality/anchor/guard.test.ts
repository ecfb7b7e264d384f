import { describe, expect, it } from 'vitest';
import { NearIndex } from '../duplicates/near-index.ts';
import { Signer } from '../duplicates/signature.ts';
import { Guard } from './guard.ts';

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `word${from + i}`).join(' ');

function guardOf(texts: readonly string[]): Guard {
  const index = new NearIndex();
  const signer = new Signer(index.settings);
  texts.forEach((text, i) => {
    index.add(`held ${i}`, signer.sign(text));
  });
  return new Guard(index);
}

describe('Guard', () => {
  const guard = guardOf([words(0, 200), 'short', '']);

  it('keeps out the examples of the holdout, in whatever case', () => {
    expect(guard.match({ text: words(0, 200) })).toEqual({ id: 'held 0', similarity: 1, exact: true });
    expect(guard.admits({ text: words(0, 200).toUpperCase() })).toBe(false);
    expect(guard.admits({ text: 'short' })).toBe(false);
  });

  it('keeps out what is nearly one of them', () => {
    const near = `${words(0, 195)} other end of it`;
    expect(guard.match({ text: near })).toMatchObject({ id: 'held 0', exact: false });
    expect(guard.admits({ text: near })).toBe(false);
  });

  it('lets others in', () => {
    expect(guard.admits({ text: words(1000, 200) })).toBe(true);
    expect(guard.admits({ text: words(150, 200) })).toBe(true);
    expect(guardOf([]).admits({ text: 'anything' })).toBe(true);
  });
});
