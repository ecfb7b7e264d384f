import { describe, expect, it } from 'vitest';
import { type ErrorCode, OutcrossError } from '../../base/errors.ts';
import { Refusal } from '../access/refusal.ts';
import { wireError } from './error-view.ts';

const FOLDER = '/data/novels';

describe('wireError', () => {
  it.each([
    ['E_NOT_FOUND', 404],
    ['E_CONFLICT', 409],
    ['E_LOCKED', 423],
    ['E_POLICY', 400],
    ['E_PARAMETER', 400],
    ['E_CONFIG', 400],
    ['E_OPTION', 400],
    ['E_NETWORK', 503],
    ['E_LEDGER', 500],
    ['E_WRITE', 500],
    ['E_UNREADABLE', 500],
    ['E_INTERNAL', 500],
  ] as [ErrorCode, number][])('answers %s with %i', (code, status) => {
    const found = wireError(new OutcrossError(code, 'what'), FOLDER);
    expect([found.status, found.view.code]).toEqual([status, code]);
  });

  it('tells what was wrong, where, and what to do, with paths as of the workspace', () => {
    const error = new OutcrossError('E_NOT_FOUND', `there is no ${FOLDER}/data/g3.jsonl`, {
      where: `${FOLDER}/data/g3.jsonl:7`,
      hint: `Look in ${FOLDER}.`,
    });
    expect(wireError(error, FOLDER).view).toEqual({
      code: 'E_NOT_FOUND',
      message: 'there is no data/g3.jsonl',
      where: 'data/g3.jsonl:7',
      hint: 'Look in ..',
    });
  });

  it.each([
    new Error('cannot read /etc/shadow'),
    new OutcrossError('E_WRITE', `disk full: ${FOLDER}/x`, { where: `${FOLDER}/x`, hint: FOLDER }),
    new OutcrossError('E_INTERNAL', 'at /usr/lib/x.js:17'),
    Object.assign(new Error('/secret'), { statusCode: 500 }),
    Object.assign(new Error('/secret'), { statusCode: 'no number' }),
    'a text',
    undefined,
  ])("says nothing of paths or stacks where the trouble is the server's: %s", (error) => {
    const { status, view } = wireError(error, FOLDER);
    expect(status).toBe(500);
    expect(JSON.stringify(view)).not.toMatch(/\//);
  });

  const sqlite = (code: string) => Object.assign(new Error('no'), { code });
  it.each([
    [
      new OutcrossError('E_LEDGER', `${FOLDER}/.outcross/ledger.sqlite is damaged`, {
        where: `${FOLDER}/.outcross/ledger.sqlite`,
        hint: 'See what is wrong with outcross ledger verify, and take a copy that is whole.',
        cause: sqlite('SQLITE_CORRUPT'),
      }),
      "the workspace's ledger is damaged",
    ],
    [
      // Of another thread, without its cause.
      new OutcrossError('E_LEDGER', '../ledger.sqlite is no SQLite database', {
        where: '../ledger.sqlite',
        hint: 'Name the file of a ledger, or one that does not exist yet.',
      }),
      "the workspace's ledger is no SQLite database",
    ],
    [
      new OutcrossError('E_UNREADABLE', `${FOLDER}/l.sqlite cannot be read or written`, {
        where: `${FOLDER}/l.sqlite`,
        cause: sqlite('SQLITE_IOERR_SHORT_READ'),
      }),
      "the workspace's ledger cannot be read or written",
    ],
    [
      new OutcrossError('E_LEDGER', 'event 11 is damaged: its body is no JSON', { where: 'event 11' }),
      'event 11 of the ledger is damaged: its body is no JSON',
    ],
    [
      new OutcrossError('E_LEDGER', 'zoe@db.example/x is damaged: /var/lib says no', { where: 'elsewhere' }),
      "the workspace's ledger is damaged",
    ],
  ])(
    'says what of a ledger is damaged, and the command that tells more, but no place: %s',
    (error, message) => {
      const { status, view } = wireError(error, FOLDER);
      expect([status, view.code, view.message]).toEqual([500, 'E_LEDGER', message]);
      expect(view.hint).toContain('outcross ledger verify');
      expect(JSON.stringify(view)).not.toMatch(/\//);
    },
  );

  it('keeps to itself what else is the matter with a ledger', () => {
    const full = { where: `${FOLDER}/l.sqlite`, cause: sqlite('SQLITE_IOERR_WRITE') };
    for (const error of [
      new OutcrossError('E_WRITE', 'the disk is full', full),
      new OutcrossError('E_LEDGER', 'zoe@db.example refused (42P01): no table'),
    ])
      expect(wireError(error, FOLDER).view.message).toBe('the server could not do this');
  });

  it('tells what the framework refuses', () => {
    const of = (statusCode: number) => wireError(Object.assign(new Error('no'), { statusCode }), FOLDER);
    expect([400, 404, 413, 415].map((status) => of(status).view.code)).toEqual([
      'E_PARAMETER',
      'E_NOT_FOUND',
      'E_TOO_LARGE',
      'E_PARAMETER',
    ]);
    expect(of(413).status).toBe(413);
  });

  it.each([
    ['/home/zoe', '../../data/novels/g3.jsonl', 'g3.jsonl'],
    ['/data', 'novels/g3.jsonl', 'g3.jsonl'],
    ['/data/novels/deep/er', '../../g3.jsonl', 'g3.jsonl'],
    [FOLDER, 'data/g3.jsonl', 'data/g3.jsonl'],
    ['/data', FOLDER, '.'],
  ])('tells paths that %s sees as the workspace does: %s', (cwd, path, shown) => {
    const error = new OutcrossError('E_NOT_FOUND', `there is no ${path}`, {
      where: `${path}:7`,
      hint: `("${path}")`,
    });
    expect(wireError(error, FOLDER, cwd).view).toEqual({
      code: 'E_NOT_FOUND',
      message: `there is no ${shown}`,
      where: `${shown}:7`,
      hint: `("${shown}")`,
    });
  });

  it('leaves paths alone that only begin or end like the workspace', () => {
    for (const path of [
      '/data/novels2/x',
      '/data/novels.bak',
      '/old/data/novels/x',
      'graphic-novels/x',
      'novelsé',
    ])
      expect(wireError(new OutcrossError('E_NOT_FOUND', path), FOLDER, '/data').view.message).toBe(path);
  });

  it('passes a refusal on, with the time to wait', () => {
    const refusal = new Refusal(429, 'E_RATE', 'too many attempts', { retryAfter: 9, hint: 'Wait.' });
    expect(wireError(refusal, FOLDER)).toEqual({
      status: 429,
      view: { code: 'E_RATE', message: 'too many attempts', hint: 'Wait.' },
      retryAfter: 9,
    });
  });

  it('leaves messages whole where the workspace is the root of all paths', () => {
    expect(wireError(new OutcrossError('E_NOT_FOUND', 'there is no /a/b'), '/').view.message).toBe(
      'there is no /a/b',
    );
  });
});
