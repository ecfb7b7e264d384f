import { describe, expect, it } from 'vitest';
import { isPostgresUrl, postgresPlace } from './postgres-place.ts';

describe('isPostgresUrl', () => {
  it('tells a server from a file', () => {
    const settings = [
      'postgres://h/d',
      'postgresql://h/d',
      'POSTGRES://h/d',
      'postgres.sqlite',
      'data/postgres:1',
      '',
    ];
    expect(settings.map(isPostgresUrl)).toEqual([true, true, true, false, false, false]);
  });
});

describe('postgresPlace', () => {
  it.each([
    [
      'postgres://zoe:secret@db.example.org:5433/facts?sslmode=require',
      'postgres://zoe@db.example.org:5433/facts',
    ],
    ['postgresql://db.example.org/facts?password=secret', 'postgres://db.example.org/facts'],
    ['postgres:///facts?host=/run/postgresql&user=zoe&password=secret', 'postgres:///facts'],
    ['postgres://zoe:p%40ss%2Fsecret@[::1]/facts#secret', 'postgres://zoe@[::1]/facts'],
  ])('shows nothing that is secret of %s', (setting, place) => {
    expect(postgresPlace(setting)).toBe(place);
  });

  it('does not show what it cannot read', () => {
    try {
      postgresPlace('postgres://zoe:secret@host:port/x');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'E_LEDGER' });
      expect(JSON.stringify(error) + String(error)).not.toContain('secret');
    }
  });
});
