import { describe, expect, it } from 'vitest';
import { presenceExact } from '../../test/oracles/choose.ts';
import { example, zipfCorpus } from '../../test/oracles/corpus.ts';
import { counted } from '../../test/oracles/recount.ts';
import { gramCounts, gramDocuments, subjectsOf } from '../../test/oracles/subjects.ts';
import type { Example } from '../corpus/example.ts';
import type { ProfileSettings } from '../profile/profile.ts';
import { type Lost, lostTypes } from './lost.ts';

function lost(
  corpora: readonly [readonly Example[], readonly Example[], readonly Example[]],
  order = 1,
  most = 1000,
  settings: Partial<ProfileSettings> = {},
): Lost[] {
  const [holdout, reservoir, generation] = subjectsOf(corpora, undefined, settings);
  return lostTypes(holdout, reservoir, generation, order, most);
}

const texts = (prefix: string, ...all: string[]) => all.map((text, i) => example(`${prefix}${i}`, text));
const chosen = ({ passage }: Lost) => passage.text.slice(passage.start, passage.end);
const spaced = (text: string) => text.toLowerCase().replace(/\s+/gu, ' ');

describe('lostTypes', () => {
  const holdout = zipfCorpus({ seed: 'lost h', prefix: 'h', examples: 200, vocabulary: 300 });
  const reservoir = zipfCorpus({ seed: 'lost r', prefix: 'r', examples: 150, vocabulary: 300 });
  const generation = zipfCorpus({ seed: 'lost g', examples: 150, vocabulary: 120 });

  it.each([1, 2])(
    'of order %i are all that two holdout examples and the reservoir hold, and the generation not',
    (order) => {
      const [inHoldout, inReservoir, inMade] = [holdout, reservoir, generation].map((c) => counted(c));
      const documents = gramDocuments(inHoldout, order);
      const human = gramDocuments(inReservoir, order);
      const made = gramCounts(inMade, order);
      const expected = [...documents]
        .filter(([gram, d]) => d >= 2 && human.has(gram) && !made.has(gram))
        .map(([gram]) => gram.replaceAll('\u0000', ' '));
      const found = lost([holdout, reservoir, generation], order);
      expect(expected.length).toBeGreaterThan(10);
      expect(found.map(({ type }) => type).sort()).toEqual(expected.sort());
      const [counts, base] = [inHoldout, inReservoir].map((c) => gramCounts(c, order));
      for (const { type, ...one } of found) {
        const gram = type.replaceAll(' ', '\u0000');
        expect([one.order, one.holdoutCount, one.holdoutExamples, one.reservoirCount]).toEqual([
          order,
          counts.get(gram),
          documents.get(gram),
          base.get(gram),
        ]);
      }
    },
  );

  it('come by their chance to be seen in human text of that size, and no more than asked for', () => {
    const [, r] = subjectsOf([holdout, reservoir, generation]);
    const human = gramDocuments(counted(reservoir), 1);
    const chances = lost([holdout, reservoir, generation]).map(({ type }) =>
      presenceExact(r.examples, Math.round(r.examples * r.fraction), human.get(type)!),
    );
    expect(chances).toEqual([...chances].sort((a, b) => b - a));
    const five = lost([holdout, reservoir, generation], 1, 5);
    expect(five).toEqual(lost([holdout, reservoir, generation]).slice(0, 5));
  });

  it('stand in the passage where its offsets say, whatever their case and spacing', () => {
    const human = texts('h', 'He kept a CORNCRAKE there.', 'a corncrake, too', 'so it\n  was', 'So it\twas!');
    const found = [1, 2].flatMap((order) => lost([human, human, texts('g', 'nothing else')], order));
    expect(found.map(({ type }) => type)).toContain('corncrake');
    expect(found.map(({ type }) => type)).toContain('so it');
    for (const one of found) expect(spaced(chosen(one))).toBe(one.type);
  });

  it('show a stretch around them, cut between characters', () => {
    const wide = '𝒜𝒷'.repeat(200);
    const human = texts(
      'h',
      `${wide} corncrake ${wide}`,
      `x corncrake ${wide}x`,
      `${'é'.repeat(300)} corncrake`,
    );
    const found = lost([human, human, texts('g', 'x')]).filter(({ type }) => type === 'corncrake');
    expect(found).toHaveLength(1);
    for (const { passage } of found) {
      expect(passage.text.length).toBeLessThan(220);
      expect(passage.text).not.toMatch(/\p{Surrogate}/u);
      expect(passage.text).not.toContain('\ufffd');
    }
  });

  it.each([0, 1, 2, 3])('cut no character in two, wherever it stands (%i)', (shift) => {
    const wide = `${'x'.repeat(shift)}${'😀'.repeat(120)}`;
    const human = texts('h', `${wide} corncrake ${wide}`, `${wide} corncrake ${wide}`);
    const [{ passage }] = lost([human, human, texts('g', wide)]);
    expect(passage.text).not.toMatch(/\p{Surrogate}/u);
    expect(passage.text).toMatch(/^…😀+ corncrake x*😀+…$/u);
    expect(passage.text.slice(passage.start, passage.end)).toBe('corncrake');
  });

  it('leave hostile text as it stands: views must make it harmless', () => {
    const hostile = '</script><img src=x onerror=alert(1)> \u001b[31mevil\u202e`|* evil';
    const found = lost([texts('h', hostile, hostile), texts('r', hostile), texts('g', 'good')]);
    const evil = found.find(({ type }) => type === 'evil')!;
    expect(evil.passage.text).toBe(hostile);
    expect(chosen(evil)).toBe('evil');
  });

  it('show words of scripts without spaces and letters with marks', () => {
    const human = texts('h', '我喜歡鷓鴣', '鷓鴣飛了', 'Straße cafe\u0301', 'straße café');
    const types = lost([human, human, texts('g', '我')]).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['鷓', '鴣', 'straße', 'café']));
  });

  it('are none where profiles carry no text, or nothing was lost', () => {
    expect(lost([holdout, reservoir, generation], 1, 1000, { texts: false })).toEqual([]);
    expect(lost([holdout, reservoir, [...holdout, ...reservoir]])).toEqual([]);
    expect(lost([holdout, texts('r', 'other words'), generation])).toEqual([]);
  });
});
