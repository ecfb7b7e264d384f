import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ViewCache } from './cache.ts';
import { type Answer, ApiError } from './client.ts';

interface Asked {
  readonly url: string;
  readonly etag: string | undefined;
  readonly answer: (answer: Answer<unknown>) => void;
  readonly fail: (error: Error) => void;
}

let asked: Asked[] = [];
let cache: ViewCache;

function get<T>(url: string, etag?: string): Promise<Answer<T>> {
  return new Promise((resolve, reject) => {
    asked.push({ url, etag, answer: resolve as Asked['answer'], fail: reject });
  });
}

/** Lets all that waits for a promise happen. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await Promise.resolve();
}

function failure(): ApiError {
  return new ApiError(0, { code: 'E_NETWORK', message: 'away' });
}

beforeEach(() => {
  asked = [];
  cache = new ViewCache(get);
});

describe('a view', () => {
  it('is loading before anything is known', () => {
    expect(cache.peek('/a')).toEqual({ loading: true });
  });

  it('is asked for once, however many watch it', async () => {
    const [one, two] = [vi.fn(), vi.fn()];
    cache.watch('/a', one);
    cache.watch('/a', two);
    expect(asked).toHaveLength(1);
    asked[0].answer({ value: 1 });
    await settled();
    expect(cache.peek('/a')).toEqual({ data: 1, loading: false });
    expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 1]);
  });

  it('is shown at once when it was seen before, without a question', async () => {
    const end = cache.watch('/a', () => {});
    asked[0].answer({ value: 1 });
    await settled();
    end();
    cache.watch('/a', () => {});
    expect(cache.peek('/a').data).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it('stays the same object while nothing changed, so that nothing is drawn anew', async () => {
    const listener = vi.fn();
    cache.watch('/a', listener);
    asked[0].answer({ value: { big: true }, etag: '"1"' });
    await settled();
    const before = cache.peek('/a');
    cache.invalidate();
    expect(asked[1].etag).toBe('"1"');
    asked[1].answer({ etag: '"1"' });
    await settled();
    expect(cache.peek('/a')).toBe(before);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('invalidate', () => {
  it('asks again for what is watched, and later for what is not', async () => {
    cache.watch('/a', () => {});
    const end = cache.watch('/b', () => {});
    for (const { answer } of asked) answer({ value: 1 });
    await settled();
    end();
    cache.invalidate();
    expect(asked.map(({ url }) => url)).toEqual(['/a', '/b', '/a']);
    cache.watch('/b', () => {});
    expect(asked.at(-1)?.url).toBe('/b');
  });

  it('leaves alone what other kinds of events concern', async () => {
    cache.watch('/line', () => {}, ['generation', 'verdict']);
    cache.watch('/all', () => {});
    for (const { answer } of asked) answer({ value: 1 });
    await settled();
    cache.invalidate(['review.decided']);
    expect(asked.slice(2).map(({ url }) => url)).toEqual(['/all']);
    cache.invalidate(['generation.checked']);
    expect(asked.map(({ url }) => url)).toContain('/line');
  });

  it('does not take the beginning of a word for the kind', async () => {
    cache.watch('/a', () => {}, ['mix']);
    asked[0].answer({ value: 1 });
    await settled();
    cache.invalidate(['mixture.made']);
    expect(asked).toHaveLength(1);
  });

  it('while an answer is awaited asks once more after it, for the answer may be old', async () => {
    cache.watch('/a', () => {});
    cache.invalidate();
    cache.invalidate();
    expect(asked).toHaveLength(1);
    asked[0].answer({ value: 1 });
    await settled();
    expect(asked).toHaveLength(2);
    asked[1].answer({ value: 2 });
    await settled();
    expect(cache.peek('/a').data).toBe(2);
    expect(asked).toHaveLength(2);
  });
});

describe('an error', () => {
  it('stands beside what was known, and does not ask on and on', async () => {
    cache.watch('/a', () => {});
    asked[0].answer({ value: 1 });
    await settled();
    cache.invalidate();
    const error = failure();
    asked[1].fail(error);
    await settled();
    expect(cache.peek('/a')).toEqual({ data: 1, error, loading: false });
    expect(asked).toHaveLength(2);
  });

  it('goes when an answer comes', async () => {
    cache.watch('/a', () => {});
    asked[0].fail(failure());
    await settled();
    void cache.load('/a');
    asked[1].answer({ value: 1 });
    await settled();
    expect(cache.peek('/a')).toEqual({ data: 1, error: undefined, loading: false });
  });

  it('is asked about again by who comes next', async () => {
    const end = cache.watch('/a', () => {});
    asked[0].fail(failure());
    await settled();
    end();
    cache.watch('/a', () => {});
    expect(asked).toHaveLength(2);
  });

  it('of our own making is not swallowed', async () => {
    const loading = cache.load('/a');
    asked[0].fail(new RangeError('a fault'));
    await expect(loading).rejects.toThrow('a fault');
  });
});

describe('what a page knows better', () => {
  it('is shown until the next answer', async () => {
    const listener = vi.fn();
    cache.watch('/a', listener);
    asked[0].answer({ value: 1, etag: '"1"' });
    await settled();
    cache.put('/a', 5);
    expect(cache.peek('/a').data).toBe(5);
    expect(listener).toHaveBeenCalledTimes(2);
    void cache.load('/a');
    expect(asked[1].etag).toBeUndefined();
  });
});

describe('clear', () => {
  it('forgets what another person saw', async () => {
    const end = cache.watch('/a', () => {});
    asked[0].answer({ value: 'secret', etag: '"1"' });
    await settled();
    end();
    cache.clear();
    expect(cache.peek('/a').data).toBeUndefined();
    cache.watch('/a', () => {});
    expect(asked[1].etag).toBeUndefined();
  });

  it('forgets views that nobody shows, beyond a number', async () => {
    for (let at = 0; at < 100; at++) {
      const end = cache.watch(`/${at}`, () => {});
      asked[at].answer({ value: at });
      await settled();
      end();
    }
    const kept = Array.from({ length: 100 }, (_, at) => cache.peek(`/${at}`).data).filter(
      (data) => data !== undefined,
    );
    expect(kept).toHaveLength(60);
    expect(kept).toContain(99);
    expect(kept).not.toContain(0);
  });
});
