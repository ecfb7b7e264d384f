import { describe, expect, it } from 'vitest';
import { COLLAPSING, HEALTHY } from '../../../test/fixtures/report.ts';
import { VERDICTS } from '../../compare/verdict.ts';
import { faultsOf } from '../forecast/well-formed.test.support.ts';
import type { GenerationReport, Report } from '../report.ts';
import { account, banner, findingList, gate, timeline } from './hero.ts';
import { signalSection } from './signals.ts';

const [ONE] = HEALTHY.generations;
const finding = (more: object) => ({ id: 'a.b', severity: 'notice' as const, message: 'It is so.', ...more });
const named = (...names: string[]): Report => ({
  ...HEALTHY,
  generations: names.map((name) => ({ ...ONE, name })),
});

describe('the banner', () => {
  it.each(VERDICTS)('has the class, the word and a phrase of its own for %s', (verdict) => {
    const { text } = banner({ ...ONE, verdict }, 'k');
    expect(text).toContain(`class="banner v-${verdict}"`);
    expect(text).toMatch(
      new RegExp(`<span class="word">${verdict}</span> <span class="phrase">[^<]{8,}</span>`),
    );
    expect(faultsOf(text)).toEqual([]);
  });

  it('asks for no sample where none would decide', () => {
    expect(banner(ONE, 'k').text).not.toContain('would decide');
    expect(account({ ...ONE, sampleThatWouldDecide: 1e6 }, 0, []).text).toContain(
      '<b>1,000,000</b> tokens a side',
    );
  });
});

describe('a list of findings', () => {
  it('has no empty line below a finding that has neither place nor figure nor remedy', () => {
    expect(findingList([finding({})])!.text).toBe(
      '<ul class="findings"><li class="s-notice"><b>notice</b><div>It is so.\n</div></li></ul>',
    );
  });

  it.each([
    [{ measure: 0 }, '<span>0</span>'],
    [{ measure: -1234 }, '<span>−1,234</span>'],
    [{ measure: Number.NaN }, '<span>–</span>'],
    [{ measure: 0.5, interval: [Number.NaN, Number.POSITIVE_INFINITY] }, '<span>0.500 [–, ∞]</span>'],
    [{ where: '' }, '<bdi></bdi>'],
    [{ where: 'a<b' }, '<bdi>a&lt;b</bdi>'],
  ])('writes %j as people read it', (more, shown) => {
    expect(findingList([finding(more)])!.text).toContain(shown);
  });
});

describe('the timeline', () => {
  it('shows what tells long names apart', () => {
    const { text } = timeline(named('checkpoint-of-may-1', 'checkpoint-of-may-2'))!;
    expect(text).toContain('<bdi>…1</bdi>');
    expect(text).toContain('<bdi>…2</bdi>');
  });

  it('leads to places of their own though names are alike', () => {
    const { text } = timeline(named('g', 'g', 'g'))!;
    expect([...text.matchAll(/href="(#[^"]+)"/g)].map(([, href]) => href)).toEqual([
      '#generation-1',
      '#generation-2',
      '#generation-3',
    ]);
  });
});

describe('the gate', () => {
  it('says that the newest alone counts, where it does', () => {
    const settings = { ...COLLAPSING.settings, gateOn: 'newest' as const };
    expect(gate({ ...COLLAPSING, settings }).text).toContain('of the newest generation');
    expect(gate(COLLAPSING).text).not.toContain('of the newest');
  });
});

describe('the section of signals', () => {
  const [SIGNAL] = ONE.signals;
  const of = (signals: GenerationReport['signals'], more: Partial<GenerationReport> = {}) =>
    signalSection({ ...HEALTHY, generations: [{ ...ONE, signals, ...more }] })!.text;

  it('is absent where nothing was checked', () => {
    expect(signalSection({ ...HEALTHY, generations: [] })).toBeUndefined();
  });

  it('folds eleven generations before the last, the newest first', () => {
    const { text } = signalSection(named(...Array.from({ length: 20 }, (_, i) => `step-${i}`)))!;
    const folded = [...text.matchAll(/<details><summary><bdi>(step-\d+)/g)].map(([, name]) => name);
    expect(folded).toEqual(Array.from({ length: 11 }, (_, i) => `step-${18 - i}`));
  });

  it('says that the last has none, though one before it has', () => {
    const { text } = signalSection({ ...HEALTHY, generations: [ONE, { ...ONE, name: 'z', signals: [] }] })!;
    expect(text).toContain('All that was measured of <bdi>z</bdi>');
    expect(text).toContain('<p>No signal could be measured.</p>');
    expect(text.match(/<table/g)).toHaveLength(1);
  });

  it.each([
    [{ tokens: 5000, examples: 40 }, true, 'up to 5,000 tokens (40 examples) a side. Nothing was sampled'],
    [{ tokens: 5000, examples: 40 }, false, 'Some signals rest on a sample of types.'],
    [{ tokens: 0, examples: 40 }, true, 'up to 40 examples a side.'],
    [{ tokens: 0, examples: 40 }, false, 'Some signals rest on a sample of examples.'],
  ])('says what a table of %j, whole %s, rests on', (sampleSize, exact, said) => {
    expect(of([{ ...SIGNAL, sampleSize, exact }])).toContain(said);
  });

  it('has families in the order of reports, each with those of its own', () => {
    const heads = [...of(ONE.signals).matchAll(/scope="rowgroup" colspan="6">([^<]+)</g)].map(
      ([, name]) => name,
    );
    expect(heads).toEqual([...new Set(heads)]);
    expect(heads[0]).toBe('Tail');
    const rows = of(ONE.signals).match(/<tr><th scope="row">/g)!;
    expect(rows).toHaveLength(ONE.signals.length);
  });

  it('closes what it opens though everything has a hostile name', () => {
    const shown = of([{ ...SIGNAL, id: '"><script>' }], { name: '</table><b>' });
    expect(shown).not.toMatch(/<script|<b>"/);
    expect(faultsOf(shown)).toEqual([]);
  });
});
