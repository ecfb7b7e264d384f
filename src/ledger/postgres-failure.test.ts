import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../base/errors.ts';
import { postgresFailure } from './postgres-failure.ts';

const PLACE = 'postgres://u@h/d';
const thrown = (code: string | undefined, message = 'said the server') =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

describe('postgresFailure', () => {
  it.each([
    ['53100', 'E_WRITE'],
    ['55P03', 'E_LOCKED'],
    ['28P01', 'E_NETWORK'],
    ['28000', 'E_NETWORK'],
    ['3D000', 'E_NOT_FOUND'],
    ['42501', 'E_WRITE'],
    ['25006', 'E_WRITE'],
    ['57P01', 'E_NETWORK'],
    ['08006', 'E_NETWORK'],
    ['53300', 'E_NETWORK'],
    ['ECONNREFUSED', 'E_NETWORK'],
    ['ENOTFOUND', 'E_NETWORK'],
    ['EPIPE', 'E_NETWORK'],
    ['XX001', 'E_LEDGER'],
    ['22P05', 'E_LEDGER'],
  ])('gives %s the code %s, with the place and what was said', (code, ours) => {
    const error = postgresFailure(thrown(code), PLACE) as OutcrossError;
    expect(error).toMatchObject({ code: ours, where: PLACE });
    expect(error.message).toContain('said the server');
  });

  it.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect'])(
    'knows a lost connection by the words of the client: %s',
    (message) => {
      expect(postgresFailure(thrown(undefined, message), PLACE)).toMatchObject({ code: 'E_NETWORK' });
    },
  );

  it('tells the first of several reasons, where several addresses were tried', () => {
    const error = Object.assign(new AggregateError([thrown('ECONNREFUSED', 'refused ::1'), thrown('x')]), {
      code: 'ECONNREFUSED',
    });
    expect((postgresFailure(error, PLACE) as Error).message).toContain('refused ::1');
  });

  it('leaves alone what is not of PostgreSQL', () => {
    for (const error of [new TypeError('a defect'), new OutcrossError('E_CONFLICT', 'x'), undefined])
      expect(postgresFailure(error, PLACE)).toBe(error);
  });
});
