import { describe, expect, it } from 'vitest';
import { gumbelDetector, gumbelMarker } from './gumbel.ts';

const VOCABULARY = 128;

/** The logits of the fixture: position p, token t. */
function logitsAt(p: number): Float64Array {
  return Float64Array.from({ length: VOCABULARY }, (_, t) => (((t * 37 + p * 17) % 131) - 56) / 16);
}

function generate(key: number, width: number): number[] {
  const marker = gumbelMarker({ key: { low: key, high: 0 }, width });
  const tokens: number[] = [];
  for (let p = 0; p < 64; p++) {
    const logits = logitsAt(p);
    marker.mark(logits, tokens);
    tokens.push(logits.indexOf(Math.max(...logits)));
  }
  return tokens;
}

const KEY_42 =
  '46,24,45,80,14,26,22,124,21,45,16,30,5,89,0,10,27,70,80,62,1,11,117,53,10,45,94,37,43,22,78,49,119,9,22,118,82,75,32,24,84,27,122,66,78,64,124,17,91,12,51,15,75,64,127,45,112,15,83,114,121,109,24,77';
const KEY_0 =
  '24,42,66,26,51,107,36,25,63,24,6,48,65,124,117,85,45,112,48,101,19,22,89,88,63,77,115,104,65,61,32,20,95,98,30,58,86,50,39,113,122,62,69,40,29,92,113,120,52,112,108,1,25,96,3,95,84,65,76,3,68,71,81,56';

describe('the Gumbel watermark of vLLM', () => {
  it('marks its fixture with key 42 and width 4', () => {
    expect(generate(42, 4).join()).toBe(KEY_42);
  });

  it('marks its fixture with key 0 and width 1, repeated contexts left alone', () => {
    expect(generate(0, 1).join()).toBe(KEY_0);
  });

  it('scores what it marked', () => {
    const tally = gumbelDetector({ key: { low: 42, high: 0 } }).tally();
    tally.add(KEY_42.split(',').map(Number));
    const { scored, score, pValue } = tally.evidence();
    expect(scored).toBe(64);
    expect(Math.abs(score / 296.27295787856264 - 1)).toBeLessThan(1e-9);
    expect(Math.abs(pValue! / 7.128196280874065e-61 - 1)).toBeLessThan(1e-9);
  });

  it('scores each distinct context once', () => {
    const tally = gumbelDetector({ key: { low: 0, high: 0 }, width: 1 }).tally();
    tally.add(KEY_0.split(',').map(Number));
    const { scored, repeated, score, pValue } = tally.evidence();
    expect([scored, repeated]).toEqual([54, 10]);
    expect(Math.abs(score / 236.2768211235414 - 1)).toBeLessThan(1e-9);
    expect(Math.abs(pValue! / 4.532248480235615e-47 - 1)).toBeLessThan(1e-9);
  });
});
