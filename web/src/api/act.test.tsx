import { afterEach, describe, expect, it } from 'vitest';
import { rendered } from '../shell/rendered.test.support.tsx';
import { type Act, startJob, useAct } from './act.ts';
import { ApiError } from './client.ts';

/** The hook as its first drawing has it. */
function acting(): Act {
  let own: Act | undefined;
  function Holder() {
    own = useAct();
    return null;
  }
  rendered(<Holder />);
  return own!;
}

describe('useAct', () => {
  it('gives what came of it', async () => {
    expect(await acting().act(async () => 7)).toBe(7);
  });

  it('does nothing twice at a time', async () => {
    const { act } = acting();
    let runs = 0;
    let end = () => {};
    const first = act(() => {
      runs++;
      return new Promise<string>((resolve) => {
        end = () => resolve('once');
      });
    });
    expect(await act(async () => runs++)).toBeUndefined();
    end();
    expect(await first).toBe('once');
    expect(runs).toBe(1);
    expect(await act(async () => 'again')).toBe('again');
  });

  it('gives nothing where the server refuses, and throws what is no answer of it', async () => {
    const { act } = acting();
    const refusal = new ApiError(403, { code: 'E_ACCESS', message: 'no' });
    expect(await act(() => Promise.reject(refusal))).toBeUndefined();
    await expect(act(() => Promise.reject(new TypeError('a fault of ours')))).rejects.toThrow(
      'a fault of ours',
    );
    expect(await act(async () => 'free again')).toBe('free again');
  });
});

describe('startJob', () => {
  const real = globalThis.fetch;

  afterEach(() => {
    globalThis.fetch = real;
  });

  it('asks for a job of a kind, with options where there are any', async () => {
    const asked: unknown[] = [];
    globalThis.fetch = async (url, init) => {
      asked.push([String(url), JSON.parse(String(init?.body))]);
      return new Response('{"id":"j1"}');
    };
    expect(await startJob('audit')).toEqual({ id: 'j1' });
    await startJob('queue', { size: 3 });
    expect(asked).toEqual([
      ['/api/jobs', { kind: 'audit' }],
      ['/api/jobs', { kind: 'queue', options: { size: 3 } }],
    ]);
  });
});
