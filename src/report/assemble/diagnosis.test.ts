import { describe, expect, it } from 'vitest';
import { type Diagnosis, READINGS } from '../../compare/model/diagnose.ts';
import { diagnosisFinding } from './diagnosis.ts';

const WHOLE: Diagnosis = {
  reading: 'neither',
  overfits: false,
  memorises: false,
  collapses: false,
  unlike: false,
  copying: { value: 0.004, baseline: 0.003, interval: [0.002, 0.006] },
  outputGap: { value: 1.3, baseline: 1.1 },
  modelGap: { value: 0.1, interval: [0.02, 0.18], margin: 0.22, unit: 'word', against: 'holdout' },
};
const said = (more: Partial<Diagnosis>) => diagnosisFinding({ ...WHOLE, ...more }, 'g2');

describe('diagnosisFinding', () => {
  it.each(READINGS)('has an id and one sentence for %s', (reading) => {
    const found = said({ reading, memorises: reading === 'memorising', overfits: reading === 'overfitting' });
    expect(found.id).toBe(`diagnosis.${reading}`);
    expect(found.where).toBe('g2');
    expect(found.message).toMatch(/^[A-Z][^.]*: .*[^.]\.$/);
    expect(found.remedy === undefined).toBe(reading === 'neither');
  });

  it('says that memorising cannot be told where all human text stands in the training set', () => {
    const { copying: _, ...rest } = WHOLE;
    const { message } = diagnosisFinding({ ...rest, memorises: undefined, humanWithin: 0.97 }, 'g1');
    expect(message).toContain('97% of the runs of 8 words of the holdout stand there');
    expect(message).not.toContain('holds no run of 8 words');
  });

  it('gives every reason: copies, the gap of the model, and that of its output', () => {
    const { message } = said({});
    expect(message).toContain('0.4% of its runs of 8 words stand in the training set, of human text 0.3%');
    expect(message).toContain('0.100 nats a word harder than the training set [0.0200, 0.180], margin 0.220');
    expect(message).toContain(
      'finds the holdout 1.30 times as surprising as the training set, one of human text 1.10 times',
    );
  });

  it('measures what it is about', () => {
    expect(said({ reading: 'memorising', memorises: true })).toMatchObject({
      measure: 0.004,
      interval: [0.002, 0.006],
    });
    expect(said({ reading: 'overfitting', overfits: true })).toMatchObject({
      measure: 0.1,
      interval: [0.02, 0.18],
    });
  });

  it('names the fault that comes with a collapse', () => {
    expect(said({ reading: 'both', memorises: true }).message).toMatch(/^Both collapse and memorising: /);
    expect(said({ reading: 'both', overfits: true }).message).toMatch(/^Both collapse and overfitting: /);
  });

  it('says what is not known, and why', () => {
    const { modelGap: _, outputGap: __, copying: ___, ...bare } = WHOLE;
    const { message } = diagnosisFinding({ ...bare, overfits: undefined, memorises: undefined }, 'g');
    expect(message).toContain('cannot be told without its scores');
    expect(message).toContain('no run of 8 words');
    expect(said({ overfits: undefined, unlike: true }).message).toContain('of another kind than the holdout');
    expect(said({ overfits: undefined }).message).toContain('too few texts');
  });
});
