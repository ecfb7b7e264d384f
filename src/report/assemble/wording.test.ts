import { describe, expect, it } from 'vitest';
import { generation, measured, tailAt, wholeAt } from '../../../test/fixtures/measured.ts';
import { toSignal } from '../../compare/estimate.ts';
import { judge } from '../../compare/judge.ts';
import { DEFAULT_MARGINS } from '../../compare/margins.ts';
import type { MeasuredByKey } from '../../compare/tests.ts';
import { VERDICTS, type Verdict } from '../../compare/verdict.ts';
import { DEFINITIONS, remedyText, type Story, why } from './wording.ts';

function story(line: readonly MeasuredByKey[], more: Partial<Story> = {}): Story {
  const judgement = judge(line, { alpha: 0.05, margins: DEFAULT_MARGINS, freedom: 62 });
  return {
    content: 'text',
    name: `g${line.length}`,
    first: line.length === 1,
    judgement,
    signals: [...line[line.length - 1].values()].map((m) => toSignal(m, 1.96)),
    remedy: undefined,
    keep: 0.9,
    lastGood: undefined,
    tokensThatWouldDecide: undefined,
    smallestFall: undefined,
    ...more,
  };
}

const EARLY = [tailAt(0.8), tailAt(0.6)];
const LATE = [wholeAt(0.85), wholeAt(0.6)];
const UNCLEAR = [generation({}, 0.1)];
const INSIDE = [tailAt(1.08, 0.008), tailAt(1, 0.008), tailAt(0.96, 0.008)];

/** A line of each verdict. */
const LINES: Readonly<Record<Verdict, readonly MeasuredByKey[]>> = {
  healthy: [generation()],
  narrow: [tailAt(0.7), tailAt(0.7)],
  early: EARLY,
  late: LATE,
  shifted: [generation({ 'novelty[1]': 2 })],
  inconclusive: UNCLEAR,
};

describe('the words of a verdict', () => {
  it.each(VERDICTS)('%s: sentences without holes', (verdict) => {
    const told = story(LINES[verdict]);
    expect(told.judgement.verdict).toBe(verdict);
    for (const text of [why(told), remedyText(told), DEFINITIONS[verdict]]) {
      expect(text).toMatch(/^[A-Z].{20,}\.$/);
      expect(text).not.toMatch(/undefined|NaN|Infinity|\(\)| {2}|\[\]/);
    }
  });

  it('name one definition of collapse for early and late, and none for the others', () => {
    expect(DEFINITIONS.early).toContain('Shumailov');
    expect(DEFINITIONS.late).toContain('Shumailov');
    for (const verdict of ['healthy', 'narrow', 'shifted', 'inconclusive'] as const)
      expect(DEFINITIONS[verdict]).toMatch(/^N(o|one)\b/);
  });
});

describe('why', () => {
  it('shows the two signals that decided most, with their intervals', () => {
    expect(why(story(EARLY))).toMatch(/tail coverage 0\.60 of human \[0\.58, 0\.62\]; /);
    expect(why(story(EARLY)).match(/ of human \[/g)).toHaveLength(2);
  });

  it('says of narrow text whether there is a trend, and never that it holds while something falls', () => {
    expect(why(story([tailAt(0.7)]))).toContain('one generation alone shows no trend');
    expect(why(story(LINES.narrow))).toContain('but not getting worse');
    const level = generation({ 'types[1]': 0.7 }, 0.008);
    const falling = generation({ 'types[1]': 0.7, 'hill.q1[1]': 0.92 }, 0.008);
    const told = story([level, falling]);
    expect(told.judgement.verdict).toBe('narrow');
    expect(why(told)).toContain('what falls still lies inside its margin');
    expect(why(told)).not.toContain('not getting worse');
  });

  it('tells apart what is unclear from what falls inside the margin', () => {
    expect(why(story(UNCLEAR))).toContain('straddle');
    expect(why(story(INSIDE))).toMatch(/^Falling, but still inside the margin \(/);
  });

  it('has no empty brackets where the reference fitted the first generation only badly', () => {
    const other = { 'novelty[1]': 1.5, 'divergence.js[1]': 3 };
    const told = story([generation(other), generation()]);
    expect(told.judgement).toMatchObject({ verdict: 'shifted', decided: [] });
    expect(why(told)).not.toContain('(');
  });
});

describe('remedyText', () => {
  const remedy = { humanShare: 0.234, humanTokens: 11_700, coverage: 0.9, generations: 10, nextShare: 0.18 };

  it('says of early collapse how much human text to bring back, rounded up', () => {
    const text = remedyText(story(EARLY, { remedy, lastGood: 'g1' }));
    expect(text).toContain(
      'with at least 24% human tokens in every training set (11,700 fresh ones in a set of this size), the next 10 would each hold 90% of the tail',
    );
    expect(text).toContain('For the next set alone 18% would do.');
    expect(text).toContain('The last generation before the fall was g1.');
  });

  it('does not end a warning with the word that one set does without', () => {
    const text = remedyText(story(EARLY, { remedy: { ...remedy, nextShare: 0 }, lastGood: 'g1' }));
    expect(text).toContain('with at least 24% human tokens');
    expect(text).not.toMatch(/next set alone|\b0%/);
  });

  it('never says that no human text is enough', () => {
    const none = remedyText(story(EARLY, { remedy: { ...remedy, humanShare: 0, humanTokens: 0 } }));
    expect(none).toContain('Bring human data back into the next training set');
    expect(none).not.toContain('0%');
    const little = remedyText(story(EARLY, { remedy: { ...remedy, humanShare: 0.001 } }));
    expect(little).toContain('at least 1% human tokens');
    expect(remedyText(story(EARLY))).toContain('Bring human data back');
  });

  it('says of late collapse where to go back to', () => {
    expect(remedyText(story(LATE, { lastGood: 'g1' }))).toMatch(/^Go back to g1,/);
    expect(remedyText(story(LATE))).toMatch(/^No earlier generation of this line was healthy/);
    const alone = story([generation({ 'hill.q1[1]': 0.3, 'distinct[2]': 0.35 })]);
    expect(remedyText(alone)).toMatch(/^Keep this output out of training sets/);
  });

  it('says what size would decide, where one would', () => {
    expect(remedyText(story(UNCLEAR, { tokensThatWouldDecide: 180_000 }))).toContain(
      'about 180,000 tokens a side',
    );
    expect(remedyText(story(UNCLEAR))).toContain('check the next generation');
  });

  it('asks for more groups where no error can be told', () => {
    expect(remedyText(story([generation({}, Number.POSITIVE_INFINITY)]))).toContain('a finer --group-field');
  });

  it('says which fall would show, where one would', () => {
    for (const line of [LINES.healthy, LINES.narrow]) {
      expect(remedyText(story(line, { smallestFall: 0.034 }))).toContain('a fall of the vocabulary by 3%');
      expect(remedyText(story(line))).not.toContain('fall of the vocabulary');
    }
  });
});

describe('a line that only its own models find to be falling', () => {
  it('is said to be so, against the reference model and not against human text', () => {
    const at = (log: number): MeasuredByKey => {
      const found = measured('model.perplexity.holdout', Math.exp(log));
      const deviations = Float64Array.from(
        { length: 64 },
        (_, b) => 0.01 * Math.sin(b) + 0.001 * Math.sin(b * b + log),
      );
      const joint = { variance: 0.0032, deviations, freedom: 62, decides: true };
      const name = { ...found.name, direction: 'rises' as const };
      return new Map([...tailAt(0.7), ['model.perplexity.holdout', { ...found, name, joint }]]);
    };
    const told = story([at(0), at(0.3)]);
    expect(told.judgement.verdict).toBe('early');
    expect(why(told)).toMatch(/^The tail is below human, and the model finds human text ever stranger \(/);
    const key = 'model.perplexity.holdout';
    expect(why({ ...told, judgement: { ...told.judgement, decided: [key] } })).toContain(
      '1.35 of the reference model [',
    );
  });
});
