import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { Rng } from '../base/rng.ts';
import { CALIBRATION_SCHEMA, calibrate } from './calibration.ts';
import { calibrationOf } from './calibration-file.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/watermark-calibration.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ strict: true }).compile(schema);

const rng = new Rng(1);
const values = Array.from({ length: 300 }, () => rng.next());
const scored = values.map((_, i) => 20 + i);
const pools = [{ from: 16, positions: 20, pools: 3, shift: -0.1 }];
const full = {
  schema: CALIBRATION_SCHEMA,
  keys: [
    calibrate({ key: 'k', scheme: 's', hasPValues: true, scored, values, drawn: values, pools }),
    calibrate({ key: 'w', scheme: 'winmax', hasPValues: false, scored, values, drawn: [] }),
  ],
};
/** As versions before this one wrote it. */
const old = {
  schema: CALIBRATION_SCHEMA,
  keys: [
    {
      key: 'k',
      scheme: 's',
      buckets: [{ from: 64, texts: 9, levels: [{ level: 0.1, realised: 0, threshold: 0.2 }] }],
    },
  ],
};
const written = (value: unknown) => JSON.parse(JSON.stringify(value));

/** `full` with one thing else. */
function spoilt(path: readonly (string | number)[], to: unknown): unknown {
  const copy = written(full);
  const last = path.at(-1)!;
  const place = path.slice(0, -1).reduce((at, name) => at[name], copy);
  place[last] = to;
  return copy;
}

describe('calibrationOf', () => {
  it('reads what calibrate wrote, and what older versions did', () => {
    for (const value of [written(full), old]) expect(calibrationOf(value)).toEqual({ calibration: value });
  });

  it.each([
    [['schema'], 'outcross.report/1', 'it is no outcross.watermark-calibration/1'],
    [['keys'], {}, 'it is no outcross.watermark-calibration/1'],
    [['keys', 0], null, 'keys[0].key is no text'],
    [['keys', 1, 'scheme'], 3, 'keys[1].scheme is no text'],
    [['keys', 0, 'buckets'], 'none', 'keys[0].buckets is no list'],
    [['keys', 0, 'buckets', 0, 'from'], 17, 'keys[0].buckets[0].from is no start of a bucket'],
    [['keys', 0, 'buckets', 0, 'texts'], '9', 'keys[0].buckets[0].texts is no number of texts'],
    [['keys', 0, 'buckets', 0, 'levels'], 1, 'keys[0].buckets[0].levels is no list'],
    [['keys', 0, 'buckets', 1, 'levels', 0, 'level'], 2, 'keys[0].buckets[1].levels[0].level is no chance'],
    [
      ['keys', 0, 'buckets', 1, 'levels', 0, 'threshold'],
      'low',
      'keys[0].buckets[1].levels[0].threshold is no number',
    ],
    [
      ['keys', 0, 'buckets', 1, 'human', 'positions'],
      0,
      'keys[0].buckets[1].human.positions is no number of positions',
    ],
    [['keys', 0, 'buckets', 1, 'human', 'quantiles'], [], 'keys[0].buckets[1].human.quantiles holds nothing'],
    [['keys', 0, 'buckets', 1, 'human', 'quantiles', 0, 'pValue'], -1, 'share or pValue is no chance'],
    [['keys', 0, 'pools'], {}, 'keys[0].pools is no list'],
    [['keys', 0, 'pools', 0, 'pools'], 0, 'keys[0].pools[0].from, positions or pools is no number'],
    [['keys', 0, 'pools', 0, 'shift'], null, 'keys[0].pools[0].shift is no number'],
  ])('says what is wrong at %j', (path, to, said) => {
    const found = calibrationOf(spoilt(path, to));
    expect('wrong' in found ? found.wrong : '').toContain(said);
    expect(validate(spoilt(path, to))).toBe(false);
  });

  it('takes nothing else for a calibration', () => {
    for (const value of [undefined, null, 3, 'x', [], {}])
      expect(calibrationOf(value)).toHaveProperty('wrong');
  });
});

describe('the schema of calibrations', () => {
  it('holds for what calibrate writes, and for what older versions wrote', () => {
    for (const value of [written(full), old])
      expect([validate(value), validate.errors]).toEqual([true, null]);
  });
});
