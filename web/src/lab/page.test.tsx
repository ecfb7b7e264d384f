import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/lab/browser.ts';
import { rendered, textOf } from '../shell/rendered.test.support.tsx';
import { Distribution, leftOver } from './distribution.tsx';
import Lab from './page.tsx';
import { IDLE } from './run-state.ts';
import { drawnMetrics, Trends } from './trends.tsx';

const page = (search: string) => rendered(<Lab />, { at: `/lab${search}` });

describe('the lab', () => {
  it('says which code it runs, and the command that gives the same numbers', () => {
    const text = textOf(page('?n=50&g=10&r=4&b=fresh&b.t=0.8&seed=it%27s'));
    expect(text).toContain('the same learners, loops, closed forms and random numbers');
    expect(text).toContain(
      "outcross lab run gaussian --loop replace,fresh:0.1@0.8 --n 50 --generations 10 --replicates 4 --seed='it'\\''s'",
    );
  });

  it('has a slider and a field for every number, each with a name', () => {
    const markup = page('?subject=categorical&a=fixed');
    for (const name of ['Real share', 'Temperature', 'Samples', 'Generations', 'Replicates'])
      expect(markup).toContain(`aria-label="${name}, slider"`);
    const numbers = [...markup.matchAll(/<input id="([^"]+)" type="number"/g)].map(([, id]) => id);
    expect(numbers).toHaveLength(6);
    for (const id of numbers) expect(markup).toContain(`for="${id}"`);
  });

  it('leaves a line that is not there without a temperature', () => {
    const count = (markup: string) => markup.split('Temperature, slider').length - 1;
    expect(count(page(''))).toBe(2);
    expect(count(page('?b=none'))).toBe(1);
  });

  it('says that the transformer is smaller than in a terminal, and where its text is', () => {
    const markup = page('?subject=transformer');
    expect(textOf(markup)).toContain('smaller than the terminal');
    expect(markup).toContain('href="/lab/persuasion.jsonl"');
    expect(textOf(markup)).toContain('--set vocabulary=1024 --set layers=1 --text persuasion.jsonl');
    expect(textOf(markup)).not.toContain('Replicates');
  });
});

describe('a distribution', () => {
  const passages = ['<b>she</b> was \u202eall', ''];
  const picture = {
    kind: 'ranks',
    ranks: [1, 2],
    truth: [0.6, 0.4],
    shares: [1, 0],
    alive: 1,
    of: 2,
    passages,
  } as const;
  const frame: Frame = { generation: 4, values: {}, picture };

  it('says what is left, and shows what was written as text alone', () => {
    const markup = rendered(<Distribution line={0} name="replace" frame={frame} beside={[frame]} />);
    expect(textOf(markup)).toContain('1 of 2 words left (50%)');
    expect(markup).toContain('&lt;b&gt;she');
    expect(markup).not.toContain('\u202e');
    expect(textOf(markup)).toContain('nothing');
  });

  it('of a Gaussian is its deviation and mean', () => {
    const density = { kind: 'density', mean: -0.5, deviation: 0.25, draws: [] } as const;
    expect(leftOver({ ...frame, picture: density })).toBe('standard deviation 0.250 of 1, mean −0.500');
  });
});

describe('the trends', () => {
  const metric = (id: string) => ({ id, title: id, meaning: `What ${id} is.`, worse: 'lower' }) as const;
  const metrics = ['wasserstein', 'mean-error', 'variance'].map(metric);

  it('are of the metrics that tell most, in their order', () => {
    expect(drawnMetrics('gaussian', metrics).map(({ id }) => id)).toEqual(['variance', 'mean-error']);
  });

  it('say where no closed form is known', () => {
    const openings = [{ metrics, expected: { variance: [1, 1] } }];
    const state = { ...IDLE, openings };
    const text = textOf(rendered(<Trends subject="gaussian" state={state} generations={1} at={-1} />));
    expect(text).toContain('What mean-error is. No closed form is known here.');
    expect(text).not.toContain('What variance is. No closed form');
  });
});
