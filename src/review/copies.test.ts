import { describe, expect, it } from 'vitest';
import { FingerprintCodec } from '../quality/duplicates/fingerprint.ts';
import { DEFAULT_NEAR } from '../quality/duplicates/settings.ts';
import { Signer } from '../quality/duplicates/signature.ts';
import { Copies } from './copies.ts';

const WORDS = Array.from({ length: 400 }, (_, i) => `word${i}`);
const text = (from: number, length = 80) => WORDS.slice(from, from + length).join(' ');

function copiesOf(texts: readonly string[], most?: number) {
  const copies = new Copies(DEFAULT_NEAR, most);
  const codec = new FingerprintCodec(DEFAULT_NEAR);
  const signer = new Signer(DEFAULT_NEAR);
  const found = texts.map((one, i) =>
    copies.add(codec.of({ id: `e${i}`, group: 'g', text: one }, signer.sign(one))),
  );
  return { copies, found };
}

describe('Copies', () => {
  it('tells which earlier candidate each one repeats', () => {
    const { found, copies } = copiesOf([text(0), text(100), `${text(0)} more`, text(100), text(200)]);
    expect(found[0]).toBeUndefined();
    expect(found[1]).toBeUndefined();
    expect(found[2]).toMatchObject({ candidate: 0, exact: false });
    expect(found[2]!.similarity).toBeGreaterThan(0.85);
    expect(found[3]).toEqual({ candidate: 1, similarity: 1, exact: true });
    expect(found[4]).toBeUndefined();
    expect(copies.idOf(3)).toBe('e3');
  });

  it('gives the nearest of a family to each of its members, the first too', () => {
    const { copies } = copiesOf([text(0), `${text(0)} more`, text(0), text(200), `${text(0)} other`]);
    const near = copies.nearest(new Set([0, 2, 3]), 2);
    expect(near.get(0)!.map(({ candidate }) => candidate)[0]).toBe(2);
    expect(near.get(0)).toHaveLength(2);
    expect(near.get(2)![0]).toEqual({ candidate: 0, similarity: 1, exact: true });
    expect(near.get(3)).toEqual([]);
  });

  it('looks among the first candidates only where there are more than it keeps', () => {
    const { found, copies } = copiesOf([text(0), text(100), text(100), text(0)], 1);
    expect(found[2]).toBeUndefined();
    expect(found[3]).toMatchObject({ candidate: 0, exact: true });
    expect([...copies.nearest(new Set([0, 3]), 3).keys()]).toEqual([0]);
  });

  it('gives texts without a word nothing but their exact copies', () => {
    const { found } = copiesOf(['!!!', '???', '!!!']);
    expect(found.map((copy) => copy?.candidate)).toEqual([undefined, undefined, 0]);
  });
});
