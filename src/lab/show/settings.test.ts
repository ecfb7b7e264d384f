import { describe, expect, it } from 'vitest';
import { commandOf, type ShowSettings, SUBJECTS, scenarioOfSubject, settledShow } from './settings.ts';

const SETTINGS: ShowSettings = {
  subject: 'categorical',
  loop: 'replace',
  temperature: 1,
  samples: 50,
  generations: 5,
  replicates: 2,
  seed: '1',
  parameters: { categories: 80 },
};

describe('settings of a show', () => {
  it('settle to those of a run, with the defaults of the scenario', () => {
    expect(settledShow(SETTINGS)).toMatchObject({
      scenario: 'categorical',
      learner: 'likelihood',
      loops: ['replace'],
      temperatures: [1],
      parameters: { categories: 80, exponent: 1 },
    });
  });

  it('are of scenarios by the name of their subject', () => {
    for (const subject of SUBJECTS) expect(scenarioOfSubject(subject).name).toBe(subject);
  });

  it('refuse what a run refuses', () => {
    const where = (more: Partial<ShowSettings>) => () => settledShow({ ...SETTINGS, ...more });
    expect(where({ loop: 'verified' })).toThrow(expect.objectContaining({ code: 'E_PARAMETER' }));
    expect(where({ generations: 0 })).toThrow('generations');
    expect(where({ parameters: { categories: 1 } })).toThrow('categories');
  });
});

describe('the command of a show', () => {
  it('names every setting', () => {
    const cold = { ...SETTINGS, loop: 'fresh:0.1', temperature: 0.8 };
    expect(commandOf([SETTINGS, cold], 'text.jsonl')).toBe(
      'outcross lab run categorical --loop replace,fresh:0.1@0.8 --n 50 --generations 5 --replicates 2 --seed=1 ' +
        '--set categories=80 --text text.jsonl',
    );
  });

  it('names a loop once: a run refuses it twice', () => {
    expect(commandOf([SETTINGS, SETTINGS])).toContain('--loop replace --n');
  });

  it('quotes a seed for the shell', () => {
    const seeded = (seed: string) => commandOf([{ ...SETTINGS, seed }]);
    expect(seeded('a b')).toContain("--seed='a b' ");
    expect(seeded("$(rm) it's")).toContain("--seed='$(rm) it'\\''s' ");
    expect(seeded('-x')).toContain('--seed=-x');
  });
});
