import { describe, expect, it } from 'vitest';
import { ROLES } from './margins.ts';
import { signalKey } from './signal.ts';

describe('signalKey', () => {
  it('names order and band where there are any', () => {
    expect(signalKey({ id: 'self-bleu' })).toBe('self-bleu');
    expect(signalKey({ id: 'distinct', order: 2 })).toBe('distinct[2]');
    expect(signalKey({ id: 'tail.coverage', order: 1, band: 0.1 })).toBe('tail.coverage[1,10%]');
    expect(signalKey({ id: 'tail.coverage', order: 3, band: 0.01 })).toBe('tail.coverage[3,1%]');
    expect(signalKey({ id: 'x', band: 0.05 })).toBe('x[5%]');
  });

  it('spells the keys of the roles as they stand there', () => {
    for (const key of new Set(Object.values(ROLES).flat())) {
      const [, id, order, band] = /^([^[]+)(?:\[(\d+)(?:,(\d+)%)?\])?$/.exec(key)!;
      const signal = {
        id,
        ...(order === undefined ? {} : { order: Number(order) }),
        ...(band === undefined ? {} : { band: Number(band) / 100 }),
      };
      expect(signalKey(signal)).toBe(key);
    }
  });

  it('rounds what floating point leaves of a band', () => {
    expect(signalKey({ id: 'x', band: 0.1 + 0.2 })).toBe('x[30%]');
  });
});
