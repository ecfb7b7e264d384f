import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openShow } from '../../../src/lab/browser.ts';
import { examplesOf } from './excerpt.ts';
import type { Told } from './messages.ts';
import { serving } from './serve.ts';
import { linesOf, settingOf } from './setting.ts';

const noText = () => Promise.reject(new Error('no text'));

function listening(text = noText as Parameters<typeof serving>[1]) {
  const told: Told[] = [];
  // What a worker posts is copied, and must be a value that can be.
  const answer = serving((one) => void told.push(structuredClone(one)), text);
  return { told, answer };
}

describe('the worker', () => {
  it('gives the numbers that Node gives for the same settings, generation by generation', async () => {
    const lines = linesOf(settingOf('?g=3&r=2&n=20&b=fresh'));
    const { told, answer } = listening();
    await answer({ do: 'open', lines });
    for (let g = 0; g < 5; g++) await answer({ do: 'step' });
    expect(told.map(({ is }) => is)).toEqual(['open', 'frames', 'frames', 'frames', 'frames', 'end']);
    const direct = await Promise.all(lines.map((line) => openShow(line)));
    for (const one of told) {
      if (one.is === 'open') expect(one.openings).toEqual(direct.map(({ opening }) => opening));
      if (one.is !== 'frames') continue;
      const [a, b] = [await direct[0].step(), await direct[1].step()];
      expect(one.frames).toEqual([a, b]);
    }
  });

  it('answers in the order in which it is asked, whoever does not wait', async () => {
    const { told, answer } = listening();
    const all = [
      answer({ do: 'open', lines: linesOf(settingOf('?g=1')) }),
      answer({ do: 'step' }),
      answer({ do: 'step' }),
    ];
    await Promise.all(all);
    const generations = told.flatMap((one) => (one.is === 'frames' ? one.frames[0].generation : []));
    expect(generations).toEqual([0, 1]);
  });

  it('tells trouble as the rest of the dashboard does, and goes on', async () => {
    const { told, answer } = listening();
    const [line] = linesOf(settingOf(''));
    await answer({ do: 'open', lines: [{ ...line, samples: 1 }] });
    expect(told).toEqual([{ is: 'trouble', view: expect.objectContaining({ code: 'E_PARAMETER' }) }]);
    await answer({ do: 'open', lines: [line] });
    expect(told[1].is).toBe('open');
  });

  it('tells that the text could not be read', async () => {
    const { told, answer } = listening();
    await answer({ do: 'open', lines: linesOf(settingOf('?subject=transformer')) });
    expect(told).toEqual([{ is: 'trouble', view: { code: 'E_INTERNAL', message: 'no text' } }]);
  });

  it('trains on the excerpt, telling how far it is, and reads the excerpt once', async () => {
    const file = new URL('../../public/lab/persuasion.jsonl', import.meta.url);
    let reads = 0;
    const { told, answer } = listening(async () => {
      reads++;
      return examplesOf(readFileSync(file, 'utf8'));
    });
    const small = { vocabulary: 64, width: 16, layers: 1, epochs: 1 };
    const lines = linesOf(settingOf('?subject=transformer&n=64&g=1')).map((line) => ({
      ...line,
      parameters: small,
    }));
    await answer({ do: 'open', lines });
    await answer({ do: 'step' });
    expect(reads).toBe(1);
    const progress = told.filter((one) => one.is === 'progress');
    expect(progress.at(-1)).toEqual({ is: 'progress', line: 1, step: 7, steps: 8 });
    const last = told.at(-1)!;
    if (last.is !== 'frames') throw new Error('a frame was asked for');
    // Lines share their first model.
    expect(last.frames[0].values).toEqual(last.frames[1].values);
  });
});
