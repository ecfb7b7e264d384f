import { describe, expect, it } from 'vitest';
import { HUMAN, source } from '../../test/fixtures/assessed.ts';
import { expectValid } from '../../test/fixtures/schema.ts';
import { example, profileOf, ZipfWords, zipfCorpus } from '../../test/oracles/corpus.ts';
import { Rng } from '../base/rng.ts';
import type { CheckInput } from '../compare/comparable.ts';
import type { Example } from '../corpus/example.ts';
import type { ProfileSettings } from '../profile/profile.ts';
import { type CheckOptions, check, checkSteps } from './check.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import type { Report } from './report.ts';
import { terminal } from './terminal.ts';

const human = { against: HUMAN.holdout, reservoir: HUMAN.reservoir };

function line(corpora: readonly (readonly Example[])[], settings: Partial<ProfileSettings> = {}): CheckInput {
  const generations = corpora.map((examples, i) => ({
    name: `g${i + 1}`,
    profile: profileOf(examples, settings),
  }));
  return { ...human, generations };
}

const run = (corpora: readonly (readonly Example[])[], options: CheckOptions = {}) =>
  check(line(corpora), { lmOrder: 2, ...options });
const verdicts = (report: Report) => report.generations.map(({ verdict }) => verdict);

/** Holds that no view of the report shows a number that is none. */
async function expectReadable(report: Report): Promise<void> {
  expectValid(report);
  const page = (await html(report)).replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '');
  for (const view of [page, markdown(report), terminal(report, { columns: 80, colour: false })]) {
    expect(view).not.toMatch(/\b(NaN|undefined|Infinity)\b/);
  }
}

describe('the options of a check', () => {
  const one = [source('one')];

  it.each([
    [{ alpha: 0 }, '--alpha'],
    [{ alpha: 0.6 }, '--alpha'],
    [{ alpha: Number.NaN }, '--alpha'],
    [{ margins: { level: 0 } }, '--margin'],
    [{ margins: { level: 0.95 } }, '--margin'],
    [{ margins: { trend: 1 } }, '--margins.trend'],
    [{ margins: { centre: 1.5 } }, '--margins.centre'],
    [{ margins: { floor: Number.NaN } }, '--margins.floor'],
    [{ tokens: 5 }, '--tokens'],
    [{ tokens: Number.NaN }, '--tokens'],
  ])('%j is out of range', (options, where) => {
    expect(() => run(one, options)).toThrow(expect.objectContaining({ code: 'E_OPTION', where }));
  });

  it('refuse a language model of no order', () => {
    for (const lmOrder of [0, 1.5, 99])
      expect(() => run(one, { lmOrder })).toThrow(expect.objectContaining({ code: 'E_OPTION' }));
  });

  it('bring both sides to as many tokens as asked for', () => {
    const { signals } = run(one, { tokens: 1000.5 }).generations[0];
    for (const { sampleSize } of signals) expect(Math.abs(sampleSize.tokens - 1000)).toBeLessThan(50);
    const all = run(one, { tokens: 1e9 }).generations[0].signals;
    expect(all).toEqual(run(one).generations[0].signals);
  });

  it('widen the intervals for a smaller alpha, and decide by another margin', () => {
    const width = (alpha: number) => {
      const [{ interval }] = run(one, { alpha }).generations[0].signals;
      return interval[1] / interval[0];
    };
    expect(width(0.001)).toBeGreaterThan(width(0.2));
    const cut = [source('cut', 430)];
    expect(verdicts(run(cut))).toEqual(['narrow']);
    expect(verdicts(run(cut, { margins: { level: 0.4 } }))).not.toEqual(['narrow']);
  });

  it('fail on the verdicts named, each once', () => {
    const cut = [source('cut', 430)];
    expect(run(cut).status).toBe('passed');
    const report = run(cut, { failOn: ['narrow', 'late', 'narrow'] });
    expect(report).toMatchObject({ status: 'failed', settings: { failOn: ['narrow', 'late'] } });
    expectValid(report);
  });

  it('give the version that is said, or none', () => {
    expect(run(one, { version: '9.9.9' }).tool.version).toBe('9.9.9');
    expect(run(one).tool.version).toBe('unknown');
  });
});

describe('checkSteps', () => {
  it('names each generation before it is measured, and ends in the report', () => {
    const input = line([source('a'), source('b', 300)]);
    const steps = checkSteps(input, { lmOrder: 2 });
    expect([steps.next().value, steps.next().value]).toEqual(['g1', 'g2']);
    expect(steps.next()).toEqual({ done: true, value: check(input, { lmOrder: 2 }) });
  });

  it('finds what is wrong before the first step is over', () => {
    expect(() => checkSteps({ ...human, generations: [] }).next()).toThrow(
      expect.objectContaining({ code: 'E_NO_INPUT' }),
    );
  });
});

describe('a check of odd text', () => {
  it('bears five examples of thousands of words: undecided, and said to be', async () => {
    const giant = zipfCorpus({ seed: 'giant', examples: 5, vocabulary: 600, length: [4000, 4500] });
    const report = run([giant], { tokens: 2000 });
    expect(['early', 'late']).not.toContain(verdicts(report)[0]);
    expect(report.findings.map(({ id }) => id)).toContain('input.few-groups');
    await expectReadable(report);
  });

  it('refuses a single giant example', () => {
    const giant = zipfCorpus({ seed: 'giant', examples: 1, vocabulary: 600, length: [5000, 5000] });
    expect(() => run([giant])).toThrow(expect.objectContaining({ code: 'E_EMPTY', where: 'g1' }));
  });

  it('bears examples that are empty, or hold no word, beside others', async () => {
    const texts = ['', ' ', '!!!', '\u0000\u0007', '🙂🙂', 'w0 w1 w2 w3'];
    const odd = Array.from({ length: 120 }, (_, i) => example(`o${i}`, texts[i % texts.length]));
    await expectReadable(run([odd, odd]));
  });

  it('bears four examples of a word each', async () => {
    await expectReadable(run([[1, 2, 3, 4].map((i) => example(`t${i}`, 'word'))]));
  });

  it('bears a line whose members share nothing with the human text: other text', async () => {
    const other = (seed: string) =>
      source(seed).map((one) => ({ ...one, text: one.text.replaceAll('w', 'x') }));
    const report = run([other('a'), other('b')]);
    expect(verdicts(report)).toEqual(['shifted', 'shifted']);
    await expectReadable(report);
  });

  it('bears hostile names and text', async () => {
    const hostile = '</script><b>\u001b[31m`|*\u202e';
    const made = source('hostile', 200).map((one) => ({
      ...one,
      text: `${hostile} ${one.text}`,
      category: hostile,
    }));
    const profile = profileOf(made);
    const report = check({ ...human, generations: [{ name: hostile, profile }] }, { lmOrder: 2 });
    await expectReadable(report);
    expect(await html(report)).not.toContain('</script><b>');
  });
});

describe('a check of Chinese text', () => {
  const words = new ZipfWords(900);
  const chinese = (seed: string, kept = 900): Example[] => {
    const rng = new Rng(seed);
    const letter = () => String.fromCodePoint(0x4e00 + Math.min(words.draw(rng), kept - 1));
    return Array.from({ length: 150 }, (_, i) =>
      example(`${seed}${i}`, `${Array.from({ length: 25 }, letter).join('')}。`),
    );
  };
  const against = profileOf(chinese('h'));
  const reservoir = profileOf(chinese('r'));
  const checked = (...corpora: Example[][]) =>
    check({ ...line(corpora), against, reservoir }, { lmOrder: 2 });

  it('counts a letter as a word', () => {
    expect(checked(chinese('g')).generations[0].corpus.tokens).toBe(150 * 27);
  });

  it('finds text of the same source no narrower, and text that lost its tail narrower', () => {
    expect(['healthy', 'inconclusive']).toContain(verdicts(checked(chinese('g')))[0]);
    const report = checked(chinese('a', 700), chinese('b', 450), chinese('c', 250));
    expect(['early', 'late']).toContain(verdicts(report)[2]);
    const [{ type, passage }] = report.generations[2].lost;
    expect(type).toMatch(/^\p{Script=Han}$/u);
    expect(passage!.text.slice(passage!.start, passage!.end)).toBe(type);
  });
});

describe('a check of profiles without text', () => {
  it('finds the same figures, but neither compression nor passages', async () => {
    const corpora = [source('a', 450), source('b', 300)];
    const [plain, bare] = [{}, { texts: false }].map((settings) =>
      check(line(corpora, settings), { lmOrder: 2 }),
    );
    bare.generations.forEach(({ signals, verdict }, i) => {
      const same = plain.generations[i].signals.filter(({ id }) => id !== 'compression');
      expect(signals).toEqual(same);
      expect(verdict).toBe(plain.generations[i].verdict);
    });
    const secret = {
      ...line(corpora, { texts: false }),
      against: profileOf(source('holdout'), { texts: false }),
    };
    const report = check(secret, { lmOrder: 2 });
    expect(report.generations.flatMap(({ lost }) => lost)).toEqual([]);
    await expectReadable(report);
  });
});

describe('the human side of a check', () => {
  it('is one corpus, halved, or two', () => {
    const generations = line([source('g', 300)]).generations;
    const whole = profileOf([...source('holdout'), ...source('reservoir')]);
    const halved = check({ against: whole, generations }, { lmOrder: 2 });
    const given = check({ ...human, generations }, { lmOrder: 2 });
    expect([halved.human.split, given.human.split]).toEqual([true, false]);
    expect(halved.human.holdout.examples + halved.human.reservoir.examples).toBe(300);
    expect(given.human.holdout.examples).toBe(150);
    expect(verdicts(halved)).toEqual(verdicts(given));
  });

  it('gives the same bytes whenever it is asked', () => {
    const input = line([source('a', 400), source('b', 200)]);
    expect(json(check(input))).toBe(json(check(input)));
  });
});
