import { describe, expect, it } from 'vitest';
import {
  COLLAPSING,
  EMPTY,
  HEALTHY,
  HOSTILE,
  INCONCLUSIVE,
  WITHOUT_PASSAGES,
} from '../../../test/fixtures/report.ts';
import { VERDICTS } from '../../compare/verdict.ts';
import { categorySection } from './categories.ts';
import { corporaSection, settingsSection } from './corpora.ts';
import { guideSection } from './guide.ts';
import { account, banner, findingList, gate, timeline } from './hero.ts';
import { lostSection, lostWords } from './lost.ts';
import { signalSection } from './signals.ts';
import { verdictMark } from './verdict-mark.ts';

const LAST = COLLAPSING.generations[5];

describe('the banner', () => {
  it('says verdict, reason, remedy and definition', () => {
    const { text } = banner(LAST, 'g6');
    for (const part of [LAST.why, LAST.remedy, LAST.definition, 'late', 'the centre is going too']) {
      expect(text).toContain(part);
    }
  });

  it('names the sample that would decide', () => {
    expect(banner(INCONCLUSIVE.generations[0], '').text).toContain(
      '<b>180,000</b> tokens a side would decide',
    );
  });

  it('draws every verdict with a sign of its own, for it never rests on colour alone', () => {
    expect(new Set(VERDICTS.map((verdict) => verdictMark(verdict).text)).size).toBe(VERDICTS.length);
  });
});

describe('the timeline', () => {
  it('leads to the account of each generation', () => {
    const { text } = timeline(COLLAPSING)!;
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(targets).toEqual([1, 2, 3, 4, 5, 6].map((number) => `generation-${number}`));
    expect(account(COLLAPSING.generations[2], 2, []).text).toContain('id="generation-3"');
  });

  it('is absent for a single generation', () => {
    expect(timeline(HEALTHY)).toBeUndefined();
  });
});

describe('findings', () => {
  it('says severity in a word, with place, measure and remedy', () => {
    const { text } = findingList(LAST.findings)!;
    expect(text).toContain('<b>critical</b>');
    expect(text).toContain('0.187 [0.181, 0.194]');
    expect(text).toContain('tail.coverage[1,10%]');
  });

  it('writes a count without decimals', () => {
    expect(findingList(COLLAPSING.findings)!.text).toContain('<span>3</span>');
  });

  it('is absent where there are none', () => {
    expect(findingList([])).toBeUndefined();
  });
});

describe('the gate', () => {
  it('says whether it held, and on what it fails', () => {
    expect(gate(COLLAPSING).text).toMatch(/Failed.*It fails on early, late/);
    expect(gate(HEALTHY).text).toContain('Passed');
    const settings = { ...HEALTHY.settings, failOn: [] };
    expect(gate({ ...HEALTHY, settings }).text).toContain('fails on no verdict');
  });
});

describe('where the tail went', () => {
  it('marks the lost word in the passage that held it', () => {
    expect(lostSection(LAST)!.text).toContain('kept a <mark>corncrake</mark> in a willow cage');
  });

  it('folds what is beyond eight passages', () => {
    const { text } = lostSection(LAST)!;
    expect(text).toContain('2 more passages');
    expect(text.match(/<blockquote/g)).toHaveLength(10);
  });

  it('lists words alone where the profiles carry no text', () => {
    const { text } = lostSection(WITHOUT_PASSAGES.generations[0])!;
    expect(text).toContain('no passages can be shown');
    expect(text).not.toContain('<mark>');
    expect(text).toContain('<bdi>corncrake</bdi> <small>6</small>');
  });

  it('groups longer types by their order', () => {
    expect(lostSection(LAST)!.text).toMatch(/Also lost: pairs of words.*hold your/s);
  });

  it('is absent where nothing was lost', () => {
    expect(lostSection(HEALTHY.generations[0])).toBeUndefined();
    expect(lostWords(HEALTHY.generations[0])).toBeUndefined();
  });

  it('counts what it does not show of an earlier generation', () => {
    const lost = Array.from({ length: 40 }, () => LAST.lost[0]);
    expect(lostWords({ ...LAST, lost })!.text).toContain('and 24 more');
  });

  it('is as short of a report that holds hundreds of lost words', () => {
    const lost = Array.from({ length: 256 }, () => LAST.lost[0]);
    const { text } = lostSection({ ...LAST, lost })!;
    expect(text.match(/<blockquote/g)).toHaveLength(16);
    expect(text).toContain('and 240 more in the JSON report');
  });

  it('shows hostile passages as text', () => {
    const { text } = lostSection(HOSTILE.generations[0])!;
    expect(text).toContain('<mark>tail</mark>');
    expect(text).toContain('&lt;script&gt;');
    expect(text).toContain('[U+202E]');
    expect(text).not.toContain('<script');
  });
});

describe('categories', () => {
  it('names those that vanished', () => {
    const { text } = categorySection(LAST)!;
    expect(text).toContain('3 of 8 human categories vanished.');
    expect(text.match(/✕ vanished/g)).toHaveLength(3);
  });

  it('shows vanished categories first where there are too many', () => {
    const row = { category: 'x', human: 0.001, generation: 0.001, vanished: false };
    const categories = [
      ...Array.from({ length: 200 }, () => row),
      { ...row, category: 'gone', vanished: true },
    ];
    const { text } = categorySection({ ...LAST, categories })!;
    expect(text).toMatch(/<tbody><tr><th scope="row"><bdi>gone/);
    expect(text).toContain('and 101 more');
  });

  it('bears shares that do not exist', () => {
    const categories = [{ category: 'a', human: Number.NaN, generation: 0, vanished: false }];
    expect(categorySection({ ...LAST, categories })!.text).not.toContain('NaN');
  });

  it('is absent where no field names them', () => {
    expect(categorySection({ ...LAST, categories: [] })).toBeUndefined();
  });
});

describe('signals', () => {
  it('gives every signal of every generation a row with its explanation', () => {
    const { text } = signalSection(COLLAPSING)!;
    expect(text.match(/<tr><th scope="row">/g)).toHaveLength(6 * LAST.signals.length);
    expect(text).toContain('Lower is worse.');
    expect(text).toContain('It decides no verdict.');
  });

  it('renders a signal that it does not know, and one without numbers', () => {
    const odd = {
      ...LAST.signals[0],
      id: 'vendi.score',
      ratio: Number.NaN,
      interval: [Number.NaN, Number.NaN] as const,
    };
    const { text } = signalSection({ ...HEALTHY, generations: [{ ...LAST, signals: [odd] }] })!;
    expect(text).toContain('vendi.score, 1-gram, 10%');
    expect(text).toContain('n/a');
    expect(text).not.toContain('NaN');
  });

  it('says so where nothing could be measured', () => {
    expect(signalSection(EMPTY)!.text).toContain('No signal could be measured.');
  });
});

describe('inputs, settings and guide', () => {
  it('gives sizes and origins of every corpus', () => {
    const { text } = corporaSection(COLLAPSING);
    expect(text.match(/<th scope="row">/g)).toHaveLength(8);
    expect(text).toContain('<bdi>synthetic</bdi> 400 (100%)');
    expect(text).toContain('split once, by group');
  });

  it('says where the origin is not declared', () => {
    expect(corporaSection(EMPTY).text).toContain('not declared');
  });

  it('shows what the check was run with', () => {
    const { text } = settingsSection(HEALTHY);
    expect(text).toContain('95% (alpha 0.05)');
    expect(text).toContain('words-1');
  });

  it('explains verdicts, margins and the signals at hand only', () => {
    const { text } = guideSection(HEALTHY);
    for (const verdict of VERDICTS) expect(text).toContain(`v-${verdict}`);
    expect(text).toContain('0.90 for what falls, 1.11 for what rises');
    expect(text).toContain('<dt>Self-BLEU</dt>');
    expect(guideSection(EMPTY).text).not.toContain('<dt>Self-BLEU</dt>');
  });
});
