import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { JOB_KINDS, type JobView, type Role } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { JobCard } from './job-card.tsx';
import { JOB } from './jobs.test.support.ts';
import { optionProblems, optionsOf, STARTABLE } from './kinds.ts';
import { exitText, took } from './listing.ts';
import JobsPage from './page.tsx';
import { StartDialog } from './start.tsx';

afterEach(() => views.clear());

function page(jobs: JobView[], at: string, role: Role = 'operate'): string {
  views.put('/api/jobs', { jobs });
  return rendered(<JobsPage />, { at, role });
}

const card = (job: Partial<JobView>, open = false, role: Role = 'operate') =>
  rendered(<JobCard job={{ ...JOB, ...job }} open={open} onOpen={() => {}} />, { role });

describe('the first page', () => {
  it('says to who only looks why nothing can be started, on every button that would', () => {
    const markup = page([], '/jobs', 'read');
    expect(textOf(markup)).toContain('Start a job');
    expect(markup.match(/aria-disabled="true" title="Needs the role/g)).toHaveLength(2);
    expect(page([], '/jobs')).not.toContain('aria-disabled');
  });

  it('shows the state that an address names, also one that is none', () => {
    const markup = page([JOB], '/jobs?state=asleep');
    expect(textOf(markup)).toContain('No job is asleep .');
    expect(markup).toContain('<option value="asleep" selected="">asleep</option>');
  });

  it('opens no dialog of an address for who may not start jobs', () => {
    for (const role of ['read', 'review'] as const)
      expect(page([JOB], '/jobs?start=check', role)).not.toContain('<dialog');
  });

  it('opens nothing where an address names a job that is gone', () => {
    expect(page([JOB], '/jobs?job=gone')).not.toContain('aria-expanded="true"');
  });
});

describe('the progress of a job', () => {
  const progress = { label: 'reading', done: 3, unit: 'steps' as const };

  it('says only what is known of it', () => {
    expect(textOf(card({ progress: { ...progress, secondsLeft: 80 } }))).toContain('reading 1 min 20 s left');
    expect(textOf(card({ progress: { ...progress, share: 0.5 } }))).toContain('reading 50%');
    expect(textOf(card({ progress }))).not.toMatch(/%|left|, *$/);
  });

  it('never seems to be at its end before it is', () => {
    expect(textOf(card({ progress: { ...progress, share: 0.9999 } }))).not.toContain('100%');
  });

  it('is not shown of what has ended', () => {
    for (const state of ['done', 'failed', 'cancelled', 'interrupted'] as const)
      expect(card({ state })).not.toContain('role="progressbar"');
  });

  it('is named for who does not see it', () => {
    expect(card({ kind: 'mix' })).toContain('aria-label="Progress of mix"');
  });
});

describe('what can be done about a job', () => {
  it('is off for who may not, with the reason', () => {
    for (const state of ['running', 'failed', 'interrupted'] as const) {
      expect(card({ state }, false, 'review')).toContain('title="Needs the role');
      expect(card({ state }, false, 'operate')).not.toContain('title="Needs the role');
    }
  });
});

describe('what a job ended with', () => {
  it.each([
    [0, 'done', 'passed'],
    [1, 'done', 'a gate failed'],
    [1, 'cancelled', undefined],
    [2, 'failed', 'could not run'],
    [130, 'interrupted', 'interrupted'],
    [137, 'failed', 'exit status 137'],
    [undefined, 'running', undefined],
  ] as const)('%s of one that is %s is said as %s', (exit, state, said) => {
    expect(exitText({ state, ...(exit === undefined ? {} : { exit }) })).toBe(said);
  });

  it('took no time below nothing, whatever the clocks of two computers say', () => {
    expect(took({ startedAt: '2030-01-01T00:00:00Z' }, 0)).toBe(0);
    expect(took({ startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:02Z' }, 0)).toBe(2000);
    expect(took({}, 5)).toBeUndefined();
  });
});

describe('the dialog that starts a job', () => {
  it('can start every kind that the server knows, each once', () => {
    expect(STARTABLE.map(({ kind }) => kind).sort()).toEqual([...JOB_KINDS].sort());
  });

  it.each(STARTABLE.map(({ kind }) => kind))('has a label for every field of %s', (kind) => {
    const markup = rendered(<StartDialog initial={kind} onClose={() => {}} />);
    const { fields } = STARTABLE.find((one) => one.kind === kind)!;
    for (const { label } of fields) expect(textOf(markup)).toContain(label);
    expect(markup.match(/<label/g)).toHaveLength(fields.length + 1);
  });

  it('sends nothing that was not filled in, whatever blanks were typed', () => {
    for (const one of STARTABLE) {
      const blank = Object.fromEntries(one.fields.map(({ name }) => [name, ' \n ']));
      expect(optionsOf(one, blank)).toEqual({});
    }
  });

  it('sends what it finds no fault with in the form that the server asks for', () => {
    const text = fc.constantFrom('', ' ', '0', '1', '0.5', '1e-3', '-1', '2', '07', 'a\n\nb', 'NaN', 'on');
    fc.assert(
      fc.property(
        fc.constantFrom(...STARTABLE),
        fc.array(text, { minLength: 4, maxLength: 4 }),
        (one, typed) => {
          const own = Object.fromEntries(one.fields.map(({ name }, at) => [name, typed[at] ?? '']));
          fc.pre(Object.keys(optionProblems(one, own)).length === 0);
          const sent = optionsOf(one, own);
          for (const { name, type, required } of one.fields) {
            const value = sent[name];
            if (required) expect(value).toBeDefined();
            if (value === undefined) continue;
            if (type === 'share') expect(value).toBeGreaterThanOrEqual(0);
            if (type === 'share') expect(value).toBeLessThanOrEqual(1);
            if (type === 'count') expect(Number.isInteger(value) && (value as number) > 0).toBe(true);
            if (type === 'paths') expect((value as string[]).every((path) => path.trim() !== '')).toBe(true);
          }
        },
      ),
    );
  });
});
