import { describe, expect, it } from 'vitest';
import { codeCorpus, codeProfileOf } from '../../../test/fixtures/code.ts';
import { example, profileOf } from '../../../test/oracles/corpus.ts';
import { makeSubjects } from '../../compare/subject.ts';
import { lostNameFindings, unparsedFindings } from './code-findings.ts';

const sources = (texts: readonly string[]) =>
  texts.map((text, i) => ({ ...example(`s${i}`, text), language: 'python' as const }));

describe('unparsedFindings', () => {
  it('says nothing of text, nor of code that parses', async () => {
    expect(unparsedFindings('g', profileOf([example('a', 'one two')]))).toEqual([]);
    expect(unparsedFindings('g', await codeProfileOf(sources(['x = 1\n'])))).toEqual([]);
  });

  it('counts what does not parse, names it, and warns where that is most', async () => {
    const profile = await codeProfileOf(sources(['x = 1\n', 'def f(:', '((((', 'class {']));
    const [finding] = unparsedFindings('g1', profile);
    expect(finding).toMatchObject({ id: 'code.unparsed', severity: 'warning', measure: 0.75, where: 'g1' });
    expect(finding.message).toMatch(/^3 of 4 sources of g1 do not parse cleanly; .*s1 \(\d+%\), s2 .*, s3 /);
    const [mild] = unparsedFindings('g1', await codeProfileOf(sources(['x = 1\n', 'y = 2\n', 'def f(:'])));
    expect(mild.severity).toBe('notice');
  });

  it('names the first five of many', async () => {
    const [finding] = unparsedFindings('g', await codeProfileOf(sources(Array(30).fill('def f(:'))));
    expect(finding.message).toMatch(/, and 25 more\.$/);
  });

  it('tells of sources that were parsed in pieces', async () => {
    const [finding, ...rest] = unparsedFindings(
      'g',
      await codeProfileOf(sources(['x = 1\n'.repeat(20_000)])),
    );
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ id: 'code.cut', severity: 'info', measure: 1 });
    expect(finding.message).toMatch(/^1 source of .* is longer than/);
  });
});

describe('lostNameFindings', () => {
  it('lists calls and names that were lost, and is silent where none was', async () => {
    const human = codeCorpus({ seed: 'h', examples: 60 }).map((one) => ({
      ...one,
      text: `${one.text}os.path.join(n1)\n`,
    }));
    const [holdout, reservoir, generation] = makeSubjects(
      [
        { name: 'h', profile: await codeProfileOf(human) },
        { name: 'r', profile: await codeProfileOf(human) },
        { name: 'g', profile: await codeProfileOf(codeCorpus({ seed: 'h', examples: 60 })) },
      ],
      5000,
    );
    const findings = lostNameFindings({ holdout, reservoir }, generation);
    expect(findings.map(({ id }) => id)).toEqual(['code.lost-calls', 'code.lost-names']);
    expect(findings[0].message).toContain('os.path.join (60 times)');
    expect(lostNameFindings({ holdout, reservoir }, reservoir)).toEqual([]);
    const words = makeSubjects([{ name: 't', profile: profileOf([example('a', 'one two')]) }], 2)[0];
    expect(lostNameFindings({ holdout: words, reservoir: words }, words)).toEqual([]);
  });
});
