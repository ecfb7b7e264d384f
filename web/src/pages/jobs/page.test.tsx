import { afterEach, describe, expect, it } from 'vitest';
import type { JobView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { JobCard, toneOf } from './job-card.tsx';
import { JOB } from './jobs.test.support.ts';
import JobsPage, { standing } from './page.tsx';
import { StartDialog } from './start.tsx';

afterEach(() => views.clear());

function shown(jobs: JobView[], at = '/jobs', role: 'read' | 'operate' = 'operate'): string {
  views.put('/api/jobs', { jobs });
  return rendered(<JobsPage />, { at, role });
}

const card = (job: Partial<JobView>, open = false) =>
  rendered(<JobCard job={{ ...JOB, ...job }} open={open} onOpen={() => {}} />);

describe('jobs', () => {
  it('say how many run, and show how far each is', () => {
    const markup = shown([JOB, { ...JOB, id: 'b', state: 'done' }]);
    expect(textOf(markup)).toContain('One job runs or waits.');
    expect(textOf(markup)).toContain('reading data/g3.jsonl 40%, 1 min 20 s left');
    expect(markup).toContain('aria-valuenow="40"');
  });

  it('show the one that the address names whole, with the command and what it said', () => {
    const markup = shown([JOB, { ...JOB, id: 'b' }], '/jobs?job=a');
    expect(markup.match(/aria-expanded="true"/g)).toHaveLength(1);
    expect(textOf(markup)).toContain('outcross check --config=outcross.yaml');
    expect(markup).toContain('href="/api/jobs/a/log"');
  });

  it('show those of a state', () => {
    const jobs = [JOB, { ...JOB, id: 'b', kind: 'mix' as const, state: 'failed' as const }];
    const text = textOf(shown(jobs, '/jobs?state=failed'));
    expect(text).toContain('▸ mix failed');
    expect(text).not.toContain('reading data/g3.jsonl');
    expect(textOf(shown(jobs, '/jobs?state=queued'))).toContain('No job is queued .');
  });

  it('offer to start one where there are none', () => {
    expect(textOf(shown([]))).toContain('Start a job');
  });

  it('open the dialog that the address names, for those who may', () => {
    expect(shown([JOB], '/jobs?start=mix')).toContain('<dialog');
    expect(shown([JOB], '/jobs?start=mix', 'read')).not.toContain('<dialog');
    expect(shown([JOB], '/jobs', 'read')).toContain('Needs the role');
  });

  it('are counted for whoever cannot see the bars', () => {
    const done = { ...JOB, state: 'done' as const };
    expect(standing({ jobs: [done] })).toBe('Nothing runs now.');
    expect(standing({ jobs: [JOB, { ...JOB, id: 'b', state: 'queued' }, done] })).toBe('2 jobs run or wait.');
  });
});

describe('a job', () => {
  it('can be stopped while it runs, and go on after it was interrupted', () => {
    expect(textOf(card({}))).toContain('Cancel');
    expect(textOf(card({ state: 'interrupted' }))).toContain('Go on');
    expect(textOf(card({ state: 'failed' }))).toContain('Run again');
    expect(textOf(card({ state: 'done' }))).not.toMatch(/Cancel|Go on|Run again/);
  });

  it('whose gate failed did its work, and is not shown as well', () => {
    expect(toneOf({ state: 'done', exit: 1 })).toBe('warning');
    expect(toneOf({ state: 'done', exit: 0 })).toBe('good');
    expect(textOf(card({ state: 'done', exit: 1 }))).toContain('done: a gate failed');
  });

  it('that waits says for what, and has no share that it does not know', () => {
    const { progress: _, ...rest } = JOB;
    const waits = rendered(<JobCard job={{ ...rest, state: 'queued' }} open={false} onOpen={() => {}} />);
    expect(textOf(waits)).toContain('waits for the one before');
    const begins = rendered(<JobCard job={rest} open={false} onOpen={() => {}} />);
    expect(begins).not.toContain('aria-valuenow');
  });

  it('says what went wrong and what to do', () => {
    const error = {
      code: 'E_POLICY',
      message: 'the policy cannot be kept',
      hint: 'Any of these would do',
      where: 'policy',
    };
    expect(textOf(card({ state: 'failed', error }))).toContain(
      'the policy cannot be kept policy Any of these would do',
    );
  });

  it('shows what it said as text', () => {
    const markup = card({ log: ['<script>alert(1)</script>', '\u001b[31mred\u202e'] }, true);
    expect(markup).not.toContain('<script>');
    expect(textOf(markup)).toContain('[U+001B][31mred[U+202E]');
    expect(textOf(card({ log: [] }, true))).toContain('It has not said anything.');
  });

  it('tells attempts after the first', () => {
    expect(textOf(card({ attempts: 3 }))).toContain('attempt 3');
    expect(textOf(card({ attempts: 1 }))).not.toContain('attempt');
  });
});

describe('the dialog that starts a job', () => {
  it('begins with the kind that a link names, and with a check for one that is none', () => {
    expect(textOf(rendered(<StartDialog initial="profile" onClose={() => {}} />))).toContain('Corpora');
    expect(textOf(rendered(<StartDialog initial="rm -rf" onClose={() => {}} />))).toContain(
      'Nothing: the whole line.',
    );
  });

  it('tells nobody off before they have begun', () => {
    expect(rendered(<StartDialog initial="profile" onClose={() => {}} />)).not.toContain('Needed.');
  });
});
