import { describe, expect, it } from 'vitest';
import { detect, drawnTokens, expectClose, greedy } from '../fixtures.test.support.ts';
import { gumbelDetector, gumbelMarker } from './gumbel.ts';

const VOCABULARY = 128;

/** The logits of the fixture: position p, token t. */
function logitsAt(p: number): Float64Array {
  return Float64Array.from({ length: VOCABULARY }, (_, t) => (((t * 37 + p * 17) % 131) - 56) / 16);
}

const KEY_42 =
  '46,24,45,80,14,26,22,124,21,45,16,30,5,89,0,10,27,70,80,62,1,11,117,53,10,45,94,37,43,22,78,49,119,9,22,118,82,75,32,24,84,27,122,66,78,64,124,17,91,12,51,15,75,64,127,45,112,15,83,114,121,109,24,77';
const KEY_0 =
  '24,42,66,26,51,107,36,25,63,24,6,48,65,124,117,85,45,112,48,101,19,22,89,88,63,77,115,104,65,61,32,20,95,98,30,58,86,50,39,113,122,62,69,40,29,92,113,120,52,112,108,1,25,96,3,95,84,65,76,3,68,71,81,56';

describe('the Gumbel watermark of vLLM', () => {
  it('marks its fixture with key 42 and width 4', () => {
    expect(greedy(gumbelMarker({ key: { low: 42, high: 0 } }), 64, logitsAt).join()).toBe(KEY_42);
  });

  it('marks its fixture with key 0 and width 1, repeated contexts left alone', () => {
    expect(greedy(gumbelMarker({ key: { low: 0, high: 0 }, width: 1 }), 64, logitsAt).join()).toBe(KEY_0);
  });

  it('never draws a token without probability', () => {
    const logits = new Float64Array(64).fill(Number.NEGATIVE_INFINITY);
    logits[17] = -50;
    gumbelMarker({ key: { low: 5, high: 0 } }).mark(logits, []);
    expect(logits[17]).toBe(0);
    expect(logits.filter((value) => value > Number.NEGATIVE_INFINITY)).toHaveLength(1);
  });

  it('scores what it marked', () => {
    const tokens = KEY_42.split(',').map(Number);
    const { scored, repeated, score, pValue } = detect(gumbelDetector({ key: { low: 42, high: 0 } }), tokens);
    expect([scored, repeated]).toEqual([64, 0]);
    expectClose(score, 296.27295787856264);
    expectClose(pValue, 7.128196280874065e-61);
  });

  it('scores each distinct context once', () => {
    const tokens = KEY_0.split(',').map(Number);
    const found = detect(gumbelDetector({ key: { low: 0, high: 0 }, width: 1 }), tokens);
    expect([found.scored, found.repeated]).toEqual([54, 10]);
    expectClose(found.score, 236.2768211235414);
    expectClose(found.pValue, 4.532248480235615e-47);
  });

  it('agrees with the origin on unmarked tokens, contexts of half a block and of more than one', () => {
    const key = { low: 0x76543210, high: 0xfedcba98 };
    const tokens = drawnTokens(29, 300, 40);
    const two = detect(gumbelDetector({ key, width: 2 }), tokens);
    expect(two.scored).toBe(265);
    expectClose(two.score, 237.25440309573565);
    expectClose(two.pValue, 0.9596934314774394);
    const five = detect(gumbelDetector({ key, width: 5 }), tokens);
    expect(five.scored).toBe(300);
    expectClose(five.score, 308.8179584585413);
    expectClose(five.pValue, 0.3003477310697306);
  });

  it('does not look at the prompt', () => {
    const detector = gumbelDetector({ key: { low: 42, high: 0 } });
    const tokens = KEY_42.split(',').map(Number);
    expect(detect(detector, tokens, [1, 2, 3])).toEqual(detect(detector, tokens));
  });

  it('counts a text that comes twice once', () => {
    const tally = gumbelDetector({ key: { low: 42, high: 0 } }).tally();
    const tokens = KEY_42.split(',').map(Number);
    tally.add(tokens);
    const once = tally.evidence();
    tally.add(tokens);
    expect(tally.evidence()).toEqual({ ...once, repeated: 64 });
  });
});
