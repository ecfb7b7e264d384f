import { describe, expect, it } from 'vitest';
import { schemaFault } from '../config/schema.ts';
import { EXAMPLE_BODIES } from './kinds/bodies.test.support.ts';
import { type BodyOf, KIND_NAMES, KINDS, type KindName, kindOf } from './kinds.ts';

const faultOf = (kind: KindName, body: unknown) => schemaFault(KINDS[kind].schema, body)?.message;

describe('KINDS', () => {
  it('has a schema that takes the body of its kind, with all members and with those that must be', () => {
    for (const kind of KIND_NAMES) {
      for (const body of EXAMPLE_BODIES[kind]) expect([kind, faultOf(kind, body)]).toEqual([kind, undefined]);
    }
  });

  it('has closed schemas for writers and open ones for readers, at every depth', () => {
    for (const kind of KIND_NAMES) {
      const [body] = EXAMPLE_BODIES[kind];
      const later = { ...body, fromALaterVersion: 1 };
      expect(faultOf(kind, later)).toContain('unknown key "fromALaterVersion"');
      expect(schemaFault(KINDS[kind].openSchema, later)).toBeUndefined();
    }
    const [built] = EXAMPLE_BODIES['mix.built'];
    const deep = { ...built, output: { ...(built as BodyOf<'mix.built'>).output, shards: 2 } };
    expect(faultOf('mix.built', deep)).toContain('unknown key "shards" in "output"');
    expect(schemaFault(KINDS['mix.built'].openSchema, deep)).toBeUndefined();
  });

  it('misses every member that must be, when it is taken away', () => {
    for (const kind of KIND_NAMES) {
      const required = KINDS[kind].schema['required'] as string[];
      const body = EXAMPLE_BODIES[kind][0] as Record<string, unknown>;
      for (const key of required) {
        const { [key]: _, ...rest } = body;
        expect(faultOf(kind, rest)).toContain(`lacks "${key}"`);
      }
    }
  });

  it('counts by a member that its bodies have', () => {
    for (const kind of KIND_NAMES) {
      const { state, schema } = KINDS[kind];
      if (state !== undefined) expect(schema['required']).toContain(state);
    }
    expect(KINDS['review.decided'].state).toBe('decision');
  });

  it('knows its own names, and no others', () => {
    expect(kindOf('mix.built')).toBe(KINDS['mix.built']);
    expect([kindOf('mix.begun'), kindOf('toString'), kindOf('__proto__')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    for (const name of KIND_NAMES) expect(name).toMatch(/^[a-z][a-z-]*\.[a-z][a-z-]*$/);
  });

  it.each([
    ['a digest in capitals', 'proof.made', { root: 'A'.repeat(64) }, '"root"'],
    ['a share above one', 'recovery.planned', { humanShare: 1.2 }, '"humanShare"'],
    ['part of an example', 'generation.checked', { examples: 1.5 }, '"examples"'],
    ['a negative count', 'generation.checked', { tokens: -1 }, '"tokens"'],
    ['an interval of one end', 'corpus.watermark-scanned', { interval: [0] }, '"interval"'],
    ['a verdict that is none', 'verdict.given', { verdict: 'fine' }, 'not one of healthy'],
    ['a day that is none', 'waiver.used', { until: 'tomorrow' }, '"until"'],
    ['no name', 'review.decided', { reviewer: '' }, '"reviewer"'],
  ] as const)('refuses %s', (_, kind, change, said) => {
    expect(faultOf(kind, { ...EXAMPLE_BODIES[kind][0], ...change })).toContain(said);
  });

  it('gives bodies their types', () => {
    const body: BodyOf<'review.decided'> = { decision: 'relabel', origin: 'human', reviewer: 'zoe' };
    // @ts-expect-error: there is no such decision.
    const wrong: BodyOf<'review.decided'> = { decision: 'maybe', reviewer: 'zoe' };
    // @ts-expect-error: the version must be said.
    const short: BodyOf<'job.ended'> = { command: 'mix', result: 'done' };
    expect([faultOf('review.decided', body), faultOf('review.decided', wrong) === undefined]).toEqual([
      undefined,
      false,
    ]);
    expect(faultOf('job.ended', short)).toContain('version');
  });
});
