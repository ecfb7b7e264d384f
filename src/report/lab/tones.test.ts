import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PALETTE } from '../html/palette.ts';
import { legend } from './legend.ts';
import { toneOf } from './tones.ts';

const tones = Array.from({ length: 7 }, (_, i) => toneOf(i));

describe('toneOf', () => {
  it('draws in colours that the page has', () => {
    for (const { role } of tones) expect(Object.keys(PALETTE)).toContain(role);
  });

  it('has no dash that leaves nothing to see', () => {
    for (const { dash } of tones)
      if (dash !== 'solid') {
        expect(dash.length % 2).toBe(0);
        expect(dash.every((length) => length > 0)).toBe(true);
      }
  });

  it('begins again after the last, at any index', () => {
    fc.assert(
      fc.property(fc.nat(1000), (i) => {
        expect(toneOf(i + tones.length)).toBe(toneOf(i));
      }),
    );
  });
});

describe('the legend', () => {
  it('shows the colour and the dash that each line is drawn in', () => {
    const items = legend(tones.map((_, i) => ({ name: `arm ${i}` })))!
      .text.split('<li>')
      .slice(1);
    for (const [i, { role, dash }] of tones.entries()) {
      expect(items[i]).toContain(`stroke="var(--${role})"`);
      const dashes = /stroke-dasharray="([^"]*)"/.exec(items[i])?.[1];
      expect(dashes).toBe(dash === 'solid' ? undefined : dash.join(' '));
    }
  });

  it('gives the same symbol to arms whose tones have it, and to no others', () => {
    const items = legend(tones.map((_, i) => ({ name: `${i}` })))!
      .text.split('<li>')
      .slice(1);
    const symbols = items.map((item) => /<g [^>]*>(.*?)<\/g>/.exec(item)![1]);
    for (const [i, one] of tones.entries())
      for (const [j, other] of tones.entries())
        expect(symbols[i] === symbols[j]).toBe(one.symbol === other.symbol);
  });

  it('is silent to who listens to the page but for the names', () => {
    const { text } = legend([{ name: 'a' }, { name: 'b' }])!;
    expect(text.match(/<svg/g)).toHaveLength(2);
    expect(text.match(/aria-hidden="true"/g)).toHaveLength(2);
  });

  it('does not exist for no arm', () => {
    expect(legend([])).toBeUndefined();
  });
});
