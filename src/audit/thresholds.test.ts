import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimalRealWeight } from '../stats/real-weight.ts';
import {
  digest,
  facts,
  generation,
  HUMAN,
  lacking,
  mix,
  NOW,
  withMix,
  withNewest,
  withPart,
} from './facts.test.support.ts';
import type { AuditFacts } from './facts.ts';
import { itemOf } from './items.ts';

const of = (id: string, given: AuditFacts) => itemOf(id)!.evaluate(given);
const resultOf = (id: string, given: AuditFacts) => of(id, given).result;
const each = (id: string, ...given: AuditFacts[]) => given.map((one) => resultOf(id, one));
const human = (part: Partial<typeof HUMAN>) => facts({ human: { ...HUMAN, ...part } });
const [check] = facts().checks;
const anchor = facts().anchor!;

describe('shares of malformed and marked rows', () => {
  it('may be one in a hundred of all rows, malformed ones counted, and no more', () => {
    // 10 of 1,000 is a hundredth; 10 of 999 is more.
    expect(
      each(
        'sources.readable',
        human({ examples: 990, malformed: 10 }),
        human({ examples: 989, malformed: 10 }),
        human({ examples: 0, malformed: 0 }),
        human({ examples: 0, malformed: 1 }),
      ),
    ).toEqual(['passed', 'failed', 'passed', 'failed']);
  });

  it('looks at generations too, and shows those alone that are bad', () => {
    const bad = { ...generation(2).corpus, examples: 50, malformed: 50 };
    const { why, evidence } = of('sources.readable', withNewest({ corpus: bad }));
    expect(why).toBe('g2 has 50 malformed rows');
    expect(evidence).toEqual([{ text: 'g2: 50 of 100 rows are malformed', file: 'data/g2.jsonl' }]);
  });

  it('names a corpus without a file by its name, quoted for a shell', () => {
    const { remedy } = of('sources.readable', human({ files: [], name: 'my data', malformed: 500 }));
    expect(remedy!.command).toBe("outcross inventory 'my data' --quarantine .outcross/malformed.jsonl");
  });

  it.each([
    [0, 0, 'passed'],
    [10, 1000, 'passed'],
    [11, 1000, 'failed'],
    [1, 0, 'failed'],
  ])('takes %i marked of %i human examples for %s', (marked, examples, result) => {
    const humanScanned = { at: NOW, seq: 9, examples, marked };
    expect(resultOf('sources.scanned', facts({ humanScanned }))).toBe(result);
  });

  it('bears marked human data of which no file is known', () => {
    const humanScanned = { at: NOW, seq: 9, examples: 10, marked: 10 };
    const { result, remedy } = of('sources.scanned', facts({ humanScanned, human: { ...HUMAN, files: [] } }));
    expect(result).toBe('failed');
    expect(remedy!.command).not.toContain('undefined');
  });
});

describe('the provenance of examples', () => {
  it('is asked of nothing where there are no data', () => {
    const nothing = facts({ human: undefined, generations: [] });
    for (const id of ['sources.tagged', 'sources.named', 'sources.models', 'sources.readable'])
      expect([id, resultOf(id, nothing)]).toEqual([id, 'not-applicable']);
  });

  it('asks human data for no generation', () => {
    const bare = facts({ human: lacking(HUMAN, 'generation', 1000) });
    expect(resultOf('sources.generations', bare)).toBe('passed');
    expect(resultOf('sources.generations', { ...bare, generations: [] })).toBe('not-applicable');
  });

  it('leaves the model of human data to whoever knows it', () => {
    const { remedy } = of('sources.models', facts({ human: lacking(HUMAN, 'model') }));
    expect(remedy!.command).toContain('--fill --model NAME -o');
  });

  it('counts what the anchor left out only where it left out all of it', () => {
    const given = human({ byOrigin: { human: 980, synthetic: 10, mixed: 10 } });
    const left = (leftOut: Record<string, number>) => ({ ...given, anchor: { ...anchor, leftOut } });
    expect(
      each(
        'sources.human-only',
        left({ synthetic: 10, mixed: 10 }),
        left({ synthetic: 10, mixed: 9 }),
        left({ mixed: 10 }),
        { ...given, anchor: undefined },
      ),
    ).toEqual(['passed', 'failed', 'failed', 'failed']);
  });

  it('lists five names of a loop and counts the rest', () => {
    const models = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const line = facts({
      human: { ...HUMAN, models, humanWithModel: 7 },
      generations: [generation(1, { corpus: { ...generation(1).corpus, models } })],
    });
    expect(of('sources.loop', line).why).toBe('human data name models of the line: a, b, c, d, e and 2 more');
  });

  it('takes a licence of the source for that of its examples, unless some name no source', () => {
    const unlicensed = lacking(HUMAN, 'license', 1000);
    const nameless = lacking(unlicensed, 'source', 1);
    expect(each('sources.licensed', facts({ human: unlicensed }), facts({ human: nameless }))).toEqual([
      'passed',
      'failed',
    ]);
  });

  it('is not fooled by a source that has the name of a prototype', () => {
    const odd = human({ sources: [{ source: '__proto__', origin: 'human', examples: 1000 }] });
    expect(resultOf('sources.registered', { ...odd, answers: {} })).toBe('not-answered');
    expect(of('sources.registered', { ...odd, answers: {} }).why).toBe('nothing is on record of __proto__');
    const known = { ...odd, answers: {}, sources: [{ name: '__proto__', owner: 'zoe', collected: true }] };
    expect(each('sources.registered', known)).toEqual(['passed']);
    expect(each('sources.owned', known)).toEqual(['passed']);
    expect(each('sources.collected', known)).toEqual(['passed']);
  });
});

describe('a training set at its bounds', () => {
  it.each([
    [299, 'failed'],
    [300, 'passed'],
    [301, 'passed'],
  ])('that holds %i human examples of 1,000, where three in ten are asked, has %s', (some, result) => {
    const given = withMix({ byOrigin: { human: some, synthetic: 1000 - some } });
    expect(resultOf('accumulation.human-kept', given)).toBe(result);
  });

  it('is never said to hold the very share that it fails to hold', () => {
    const given = withMix({ examples: 10_000, byOrigin: { human: 2999, synthetic: 7001 } });
    const { why, evidence } = of('accumulation.human-kept', given);
    expect(why).toBe('only 29.9% of it is human');
    expect(evidence[0].text).toBe('29.9% human, at least 30% asked');
    const model = withMix({ largestModel: { name: 'm', share: 0.5004 } });
    expect(of('accumulation.one-model', model).why).toBe('50.1% of the set is by m');
  });

  it('shows whole percents as they are, whatever doubles make of them', () => {
    for (let whole = 1; whole <= 99; whole++) {
      const share = { byOrigin: { human: whole, synthetic: 100 - whole }, examples: 100 };
      const kept = of('accumulation.human-kept', withMix(share)).evidence[0].text;
      expect(kept).toBe(`${whole}% human, at least 30% asked`);
      const largestModel = { name: 'm', share: whole / 100 };
      expect(of('accumulation.one-model', withMix({ largestModel })).evidence[0].text).toBe(`${whole}% by m`);
    }
  });

  it('may be half by one model, and not the least bit more', () => {
    const by = (share: number) => withMix({ largestModel: { name: 'm', share } });
    expect(each('accumulation.one-model', by(0.5), by(0.5 + 2 ** -50))).toEqual(['passed', 'failed']);
  });

  it('gives human rows eight tenths of the weight that is best, at the least', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (real, made, humanWeight) => {
          const given = withMix({
            examples: real + made,
            byOrigin: { human: real, synthetic: made },
            humanWeight,
          });
          const enough = humanWeight >= 0.8 * optimalRealWeight(real / made);
          expect(resultOf('accumulation.weight', given)).toBe(enough ? 'passed' : 'failed');
        },
      ),
    );
  });

  it('counts mixed and unknown examples as not human where it weighs', () => {
    const given = withMix({ byOrigin: { human: 500, unknown: 500 }, humanWeight: 0 });
    expect(resultOf('accumulation.weight', given)).toBe('failed');
    expect(of('accumulation.unknown-out', given).why).toBe('500 examples of unknown origin are in it');
  });

  it('holds as many human examples as the one before, or fails by how many it lacks', () => {
    const before = mix(2, { byOrigin: { human: 600, synthetic: 400 } });
    const now = (some: number) =>
      facts({ mixes: [before, mix(3, { byOrigin: { human: some, synthetic: 0 } })] });
    expect(each('accumulation.human-not-shrinking', now(600), now(599))).toEqual(['passed', 'failed']);
    expect(of('accumulation.human-not-shrinking', now(0)).why).toMatch(/^600 human examples fewer/);
    expect(
      each('accumulation.human-not-shrinking', facts({ mixes: [] }), facts({ mixes: [before] })),
    ).toEqual(['not-applicable', 'not-applicable']);
  });

  it('looks at the last two sets alone: what was made good is forgiven', () => {
    const sizes = [600, 100, 100].map((some, i) => mix(i + 1, { byOrigin: { human: some } }));
    expect(resultOf('accumulation.human-not-shrinking', facts({ mixes: sizes }))).toBe('passed');
  });

  it('names every rule that is not kept', () => {
    const rules = [
      { rule: 'human.minimum', asked: 300, got: 200, short: 100 },
      { rule: 'cap', asked: 1, got: 1, short: 0 },
      { rule: 'strata', asked: 9, got: 8, short: 1 },
    ];
    const { why, evidence, remedy } = of('accumulation.policy', withMix({ rules }));
    expect(why).toBe('human.minimum, strata not kept');
    expect(evidence).toHaveLength(3);
    expect(remedy!.where).toBe('outcross.yaml:10');
  });

  it('is not said to differ from a policy that cannot be read', () => {
    const given = { ...withMix({ policy: digest('old') }), config: { ...facts().config, policy: undefined } };
    expect(resultOf('accumulation.policy', given)).toBe('passed');
  });

  it('asks for no generation that came after it, and for none of several files', () => {
    const late = facts({ mixes: [mix(2, { inputs: [] })] });
    expect(of('accumulation.all-generations', late).why).toBe('g1 as it is now was not offered');
    const several = { ...generation(1).corpus, files: ['a', 'b'] };
    const split = { ...late, generations: [generation(1, { corpus: several }), generation(2)] };
    expect(resultOf('accumulation.all-generations', split)).toBe('passed');
    expect(resultOf('accumulation.all-generations', facts({ mixes: [mix(1, { inputs: [] })] }))).toBe(
      'not-applicable',
    );
  });

  it('that was built from what nobody knows any more names each input', () => {
    const inputs = ['a', 'b'].map((name) => ({ name, sha256: digest(`gone ${name}`) }));
    expect(of('accumulation.inputs-current', withMix({ inputs })).why).toBe(
      'a, b changed since, or came from elsewhere',
    );
    expect(resultOf('accumulation.inputs-current', withMix({ inputs: [] }))).toBe('passed');
  });
});

describe('the anchor at its bounds', () => {
  const anchored = (part: Partial<typeof anchor>) => withPart('anchor', part);
  const tails = (holdout: number) => [{ order: 2, mass: 0.07, types: 9, holdout, expected: 0.5 }];

  it('wants ten groups held out', () => {
    const held = (groups: number) => anchored({ holdout: { ...anchor.holdout, groups } });
    expect(each('reservoir.size', held(9), held(10))).toEqual(['failed', 'passed']);
  });

  it('wants eight tenths of the rare types that chance gives, and says shares as people write them', () => {
    expect(
      each('reservoir.tail', anchored({ tails: tails(0.4) }), anchored({ tails: tails(0.399) })),
    ).toEqual(['passed', 'failed']);
    // 0.07 times 100 is 7.000000000000001 as a double.
    expect(of('reservoir.tail', anchored({ tails: tails(0.1) })).evidence[0].text).toBe(
      '2-grams of the rarest 7%: 10% held, 50% expected',
    );
    expect(resultOf('reservoir.tail', anchored({ tails: [] }))).toBe('not-applicable');
  });

  it('tells a stratum that is off from one that is too small to tell', () => {
    const strata = [
      { name: 'a', state: 'fits' as const, z: 0 },
      { name: 'b', state: 'small' as const, z: 0 },
      { name: 'c', state: 'off' as const, z: -4.25 },
    ];
    const given = anchored({ strata });
    expect(of('reservoir.representative', given)).toMatchObject({
      result: 'failed',
      why: 'c is not held out in its share',
      evidence: [{ text: expect.stringMatching(/^c: off, -4\.[23] standard errors/) }],
    });
    expect(of('reservoir.strata-measured', given).why).toBe('b: fewer than 5 groups on a side');
    expect(resultOf('reservoir.strata-measured', anchored({ strata: [] }))).toBe('not-applicable');
  });

  it('calls one id or one text of the holdout a leak', () => {
    const leaked = (ids: number, near: number) => withMix({ leak: { examples: 9, ids, near } });
    expect(each('reservoir.not-trained-on', leaked(0, 0), leaked(1, 0), leaked(0, 1))).toEqual([
      'passed',
      'failed',
      'failed',
    ]);
    expect(
      each('reservoir.not-trained-on', withMix({ leak: undefined }), facts({ anchor: undefined })),
    ).toEqual(['not-applicable', 'not-applicable']);
  });

  it('was changed where a file is other, longer, or gone', () => {
    const [file] = anchor.files;
    const changed = (actual: string | undefined) =>
      anchored({ files: [file, { ...file, name: 'b', actual }] });
    for (const actual of [digest('x'), `${file.expected}0`, '', undefined])
      expect(of('reservoir.frozen', changed(actual))).toMatchObject({
        result: 'failed',
        why: 'b changed after the split',
        evidence: [{ file: 'b' }],
      });
  });

  it('mends a set that was guarded against another holdout by building it anew', () => {
    const other = withMix({ holdout: digest('other') });
    expect(of('reservoir.same-holdout', other).remedy!.command).toBe('outcross mix --force');
    // A check against another one is mended first: the set may be right.
    const both = { ...other, checks: [{ ...check, holdout: digest('other') }] };
    expect(of('reservoir.same-holdout', both).remedy!.command).toBe('outcross check');
  });

  it('makes the anchor first where the newest set was built without one', () => {
    const open = withMix({ holdout: undefined });
    expect(of('reservoir.guarded', open).remedy!.command).toBe('outcross mix --force');
    expect(of('reservoir.guarded', { ...open, anchor: undefined }).remedy!.command).toBe(
      'outcross anchor && outcross mix --force',
    );
  });
});
