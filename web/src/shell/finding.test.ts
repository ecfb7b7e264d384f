import { describe, expect, it } from 'vitest';
import { found, type Place } from './finding.ts';

function place(name: string): Place {
  return { key: name, name, path: `/${name}`, kind: 'page' };
}

const PLACES = ['Line', 'Compare', 'Mix', 'release-2', 'premix', 'Remix Line'].map(place);

function names(text: string): string[] {
  return found(PLACES, text).map(({ name }) => name);
}

describe('found', () => {
  it('gives all in their order where nothing is asked', () => {
    expect(names('  ')).toEqual(PLACES.map(({ name }) => name));
  });

  it('puts first what begins so, then words that do, then what holds it', () => {
    expect(names('line')).toEqual(['Line', 'Remix Line']);
    expect(names('mix')).toEqual(['Mix', 'premix', 'Remix Line']);
    expect(names('2')).toEqual(['release-2']);
  });

  it('finds nothing where nothing holds it', () => {
    expect(names('zzz')).toEqual([]);
  });

  it('gives no more than can be looked over', () => {
    const many = Array.from({ length: 500 }, (_, at) => place(`g${at}`));
    expect(found(many, 'g')).toHaveLength(12);
  });
});
