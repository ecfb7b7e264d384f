import { expect, it } from 'vitest';
import { COLLAPSING, HEALTHY } from '../../../test/fixtures/report.ts';
import { recordedPart } from './recorded-part.ts';

const verdict = (signals: readonly object[]) =>
  ({ position: 1, verdict: 'late', why: '', findings: [], version: '0', signals }) as never;

it('gives each signal the family that its report gives it', () => {
  for (const { name, signals } of [...COLLAPSING.generations, ...HEALTHY.generations]) {
    const found = recordedPart({ point: { id: name }, verdict: verdict(signals) })!;
    expect(found.name).toBe(name);
    expect(found.signals.map(({ id, family }) => [id, family])).toEqual(
      signals.map(({ id, family }) => [id, family]),
    );
  }
});

it.each([
  ['hill.2', 'richness'],
  ['model.perplexity.holdout', 'perplexity'],
  ['space.coverage', 'space'],
  ['constructor', 'divergence'],
])('puts %s into the family %s', (id, family) => {
  const [signal] = recordedPart({
    point: { id: 'g1' },
    verdict: verdict([{ id, direction: 'falls', ratio: 1 }]),
  })!.signals;
  expect(signal).toMatchObject({ id, family, ratio: 1 });
  expect(signal.interval).toEqual([Number.NaN, Number.NaN]);
});

it('has nothing where no verdict was recorded, or one without signals', () => {
  expect(recordedPart({ point: { id: 'g1' } })).toBeUndefined();
  expect(recordedPart({ point: { id: 'g1' }, verdict: verdict([]) })).toBeUndefined();
});
