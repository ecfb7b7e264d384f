import { describe, expect, it } from 'vitest';
import { COLLAPSING } from '../../../test/fixtures/report.ts';
import type { GenerationView } from '../wire.ts';
import { generationView, placeOf } from './generation-view.ts';
import { recorded, standingOf } from './line.test.support.ts';
import { withCategories } from './lost-view.ts';

const standing = standingOf(
  COLLAPSING.generations.flatMap((one, i) => recorded(one, i + 1)),
  COLLAPSING.generations.map(({ name }) => name),
);
const checks: GenerationView['checks'] = [{ seq: 1, at: '2026-01-02T03:04:05.678Z', by: 'zoe' }];
const kept = { report: COLLAPSING };

describe('generationView', () => {
  it('is the part of the report that speaks of the generation, and what is common to all', () => {
    const view = generationView(standing, 'g3', checks, kept);
    expect(view.report).toEqual(withCategories(COLLAPSING.generations[2]));
    expect(view.context).toEqual({
      settings: COLLAPSING.settings,
      human: COLLAPSING.human,
      findings: COLLAPSING.findings,
    });
    expect(view).toMatchObject({ point: { id: 'g3', position: 3 }, previous: 'g2', following: 'g4' });
    expect(view.absent).toBeUndefined();
  });

  it('has nobody before the first and nobody after the last', () => {
    expect(generationView(standing, 'g1', checks, kept).previous).toBeUndefined();
    expect(generationView(standing, 'g6', checks, kept).following).toBeUndefined();
  });

  it.each([
    [[], kept, 'g3 was never checked'],
    [checks, { absent: 'the report is no longer kept' }, 'the report is no longer kept'],
    [checks, { report: { ...COLLAPSING, generations: [] } }, 'the report does not speak of g3'],
  ])('says why there is no report, and what makes one', (own, given, why) => {
    const view = generationView(standing, 'g3', own, given);
    expect([view.report, view.context]).toEqual([undefined, undefined]);
    expect(view.absent).toEqual({ why, command: 'outcross check' });
  });
});

describe('placeOf', () => {
  it.each(['g7', '', '__proto__', 'constructor', '../g1', 'g1\u0000'])('knows no generation %j', (id) => {
    expect(() => placeOf(standing, id)).toThrow(expect.objectContaining({ code: 'E_NOT_FOUND' }));
  });
});
