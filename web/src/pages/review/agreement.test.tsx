import { afterEach, describe, expect, it } from 'vitest';
import type { AgreementView, QueueView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { AgreementPage, kindsOf } from './agreement.tsx';

const PAIR: AgreementView['pairs'][number] = {
  a: 'ada',
  b: 'ben <i>',
  examples: 60,
  agreed: 51,
  kappa: -0.05,
  interval: [-0.2, 0.1],
  table: { accept: { accept: 40, edit: 5 }, reject: { reject: 11, accept: 4 } },
};

function shown(view: AgreementView, queue?: QueueView): string {
  views.put('/api/review/queues/q%2F1/agreement', view);
  return rendered(<AgreementPage queue="q/1" view={queue} />);
}

afterEach(() => views.clear());

describe('kindsOf', () => {
  it('has every decision that either took, once', () => {
    expect(kindsOf(PAIR)).toEqual(['accept', 'reject', 'edit']);
  });
});

describe('agreement', () => {
  it('gives kappa with its interval and how it is read', () => {
    const text = textOf(shown({ pairs: [PAIR], disputed: [] }));
    expect(text).toContain('\u22120.05');
    expect(text).toContain('[\u22120.20, 0.10] less than by chance');
    expect(text).toContain('85% of 60');
    expect(text).toContain('ben <i>');
  });

  it('has a table of decisions by decisions, for whoever cannot see colours too', () => {
    const markup = shown({ pairs: [PAIR], disputed: [] });
    expect(textOf(markup)).toContain('Decisions of ada by decisions of ben <i>');
    expect(markup.match(/<th scope="col">/g)).toHaveLength(3);
    expect(textOf(markup)).toContain('rejected 4 11');
  });

  it('puts no word to a kappa of few examples', () => {
    const pair = { ...PAIR, examples: 4, agreed: 3, kappa: 0.5, interval: [-0.61, 1] as [number, number] };
    const text = textOf(shown({ pairs: [{ ...pair, few: true }], disputed: [] }));
    expect(text).toContain('[\u22120.61, 1.00] too few to put in a word');
    expect(text).not.toContain('moderate');
  });

  it('says why there is no kappa', () => {
    const { kappa: _, interval: __, ...rest } = PAIR;
    expect(textOf(shown({ pairs: [rest], disputed: [] }))).toContain('one of the two always says the same');
  });

  it('leads to each disputed example', () => {
    const markup = shown({ pairs: [PAIR], disputed: ['e&1'] });
    expect(markup).toContain('href="/review?queue=q%2F1&amp;item=e%261"');
  });

  it('says what to run where nobody decided twice', () => {
    expect(textOf(shown({ pairs: [], disputed: [] }))).toContain('outcross review queue --reviewers 2');
  });

  it('asks for no other queue where this one waits for a second reviewer', () => {
    const queue = { corpora: ['data/g2.jsonl'], reviewers: 2 } as unknown as QueueView;
    const text = textOf(shown({ pairs: [], disputed: [] }, queue));
    expect(text).toContain('waits for a second one');
    expect(text).not.toContain('outcross review queue');
  });
});
