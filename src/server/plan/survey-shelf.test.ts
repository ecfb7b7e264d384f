import { describe, expect, it } from 'vitest';
import { OutcrossError } from '../../base/errors.ts';
import type { Progress } from '../../engine/engine.ts';
import { type SurveyKey, SurveyShelf } from './survey-shelf.ts';

const key = (fingerprint: string, more: Partial<SurveyKey> = {}): SurveyKey => ({
  fingerprint,
  seed: '1',
  worth: false,
  ...more,
});

/** A survey that ends when it is told to, or when it is stopped. */
function slow(value = 'found') {
  let finish = () => {};
  let fail = (_: unknown) => {};
  let tell: (progress: Progress) => void = () => {};
  let stopped = false;
  const make = ({ signal, onProgress }: { signal: AbortSignal; onProgress: (progress: Progress) => void }) =>
    new Promise<string>((resolve, reject) => {
      finish = () => resolve(value);
      fail = reject;
      tell = onProgress;
      signal.addEventListener('abort', () => {
        stopped = true;
        reject(new OutcrossError('E_INTERRUPTED', 'stopped'));
      });
    });
  return {
    make,
    finish: () => finish(),
    fail: (e: unknown) => fail(e),
    tell: (p: Progress) => tell(p),
    isStopped: () => stopped,
  };
}

describe('SurveyShelf', () => {
  it('keeps what a survey found, for whoever asks again', async () => {
    const shelf = new SurveyShelf<string>();
    const survey = slow();
    shelf.begin(key('a'), survey.make, 0);
    expect(shelf.get(key('a'))).toBeUndefined();
    survey.finish();
    expect(await shelf.wait(key('a'), 1000)).toBe('found');
    expect([shelf.get(key('a')), shelf.ofFiles('a'), shelf.progress(0)]).toEqual([
      'found',
      'found',
      undefined,
    ]);
  });

  it('gives a survey that measured more to whoever needs less, not the other way round', async () => {
    const shelf = new SurveyShelf<string>();
    shelf.begin(key('a', { worth: true }), async () => 'with merit', 0);
    await shelf.wait(key('a', { worth: true }), 1000);
    expect(shelf.get(key('a'))).toBe('with merit');
    expect(shelf.get(key('a', { seed: '2' }))).toBeUndefined();
    const plain = new SurveyShelf<string>();
    plain.begin(key('a'), async () => 'plain', 0);
    await plain.wait(key('a'), 1000);
    expect(plain.get(key('a', { worth: true }))).toBeUndefined();
  });

  it('gives up waiting after a while, and goes on', async () => {
    const shelf = new SurveyShelf<string>();
    const survey = slow();
    shelf.begin(key('a'), survey.make, 0);
    expect(await shelf.wait(key('a'), 1)).toBeUndefined();
    survey.finish();
    expect(await shelf.wait(key('a'), 1000)).toBe('found');
  });

  it('begins one survey for all who ask for the same, and stops it for who asks for another', async () => {
    const shelf = new SurveyShelf<string>();
    const [first, second] = [slow('first'), slow('second')];
    shelf.begin(key('a'), first.make, 0);
    shelf.begin(
      key('a'),
      () => {
        throw new Error('begun twice');
      },
      0,
    );
    const waiting = shelf.wait(key('a'), 1000);
    shelf.begin(key('b'), second.make, 0);
    expect(first.isStopped()).toBe(true);
    expect(await waiting).toBeUndefined();
    second.finish();
    expect(await shelf.wait(key('b'), 1000)).toBe('second');
    expect(shelf.get(key('a'))).toBeUndefined();
  });

  it('throws what a survey throws, and begins anew after that', async () => {
    const shelf = new SurveyShelf<string>();
    const survey = slow();
    shelf.begin(key('a'), survey.make, 0);
    survey.fail(new OutcrossError('E_NOT_FOUND', 'gone'));
    await expect(shelf.wait(key('a'), 1000)).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    shelf.begin(key('a'), async () => 'there', 0);
    expect(await shelf.wait(key('a'), 1000)).toBe('there');
  });

  it('keeps two, those that were asked for last', async () => {
    const shelf = new SurveyShelf<string>();
    for (const name of ['a', 'b']) {
      shelf.begin(key(name), async () => name, 0);
      await shelf.wait(key(name), 1000);
    }
    shelf.get(key('a'));
    shelf.begin(key('c'), async () => 'c', 0);
    await shelf.wait(key('c'), 1000);
    expect(['a', 'b', 'c'].map((name) => shelf.get(key(name)))).toEqual(['a', undefined, 'c']);
  });

  it('says how far it is, and how long it will take at that pace', () => {
    const shelf = new SurveyShelf<string>();
    const survey = slow();
    shelf.begin(key('a'), survey.make, 1_000);
    expect(shelf.progress(1_000)).toEqual({ label: 'finding the inputs', done: 0, unit: 'bytes' });
    survey.tell({ bytes: 25, totalBytes: 100, examples: 3, file: 'g1.jsonl' });
    expect(shelf.progress(11_000)).toEqual({
      label: 'reading g1.jsonl',
      done: 25,
      total: 100,
      unit: 'bytes',
      share: 0.25,
      secondsLeft: 30,
    });
    survey.tell({ bytes: 25, totalBytes: undefined, examples: 3, file: '-' });
    expect(shelf.progress(11_000)).toEqual({ label: 'reading -', done: 25, unit: 'bytes' });
    shelf.close();
    expect(survey.isStopped()).toBe(true);
  });
});
