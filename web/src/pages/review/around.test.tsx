import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { AgreementView, QueueView, SamplingView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { AgreementPage } from './agreement.tsx';
import { AssignDialog } from './assign.tsx';
import { BuildDialog } from './build.tsx';
import { buildOptions, buildProblems, EMPTY } from './build-form.ts';
import { DecideBar, type Hands } from './decide-bar.tsx';
import { Done } from './done.tsx';
import { decisionBy, itemAt } from './fixtures.test.support.ts';
import ReviewPage from './page.tsx';
import { pieces } from './pieces.ts';
import { refusalText } from './refusals.tsx';
import { arrived, begin, decide } from './session.ts';
import { announcement, didOf, kappaWord, samplingText, wordOf } from './words.ts';

afterEach(() => views.clear());

const nothing = () => {};

const QUEUE: QueueView = {
  id: 'q',
  createdAt: '2020-01-01T00:00:00.000Z',
  createdBy: 'ada',
  corpora: ['g1.jsonl'],
  size: 10,
  decided: 0,
  mine: 0,
  tally: {},
  reviewers: 1,
};

describe('the review', () => {
  it('shows the queues where no queue is named', () => {
    views.put('/api/review/queues', { queues: [QUEUE] });
    expect(textOf(rendered(<ReviewPage />, { at: '/review?view=agreement&at=4' }))).toContain(
      '0 of 10 decided',
    );
  });

  it('shows how far the reviewers of a queue agree, to who only looks too', () => {
    views.put('/api/review/queues', { queues: [QUEUE] });
    views.put('/api/review/queues/q/agreement', { pairs: [], disputed: [] });
    const markup = rendered(<ReviewPage />, { at: '/review?queue=q&view=agreement', role: 'read' });
    expect(textOf(markup)).toContain('Queue g1.jsonl . Review it or see other queues');
  });
});

describe('the agreement', () => {
  const pair: AgreementView['pairs'][number] = { a: 'ada', b: 'ben', examples: 0, agreed: 0, table: {} };
  const shown = (more: Partial<typeof pair>, view?: QueueView) => {
    views.put('/api/review/queues/q/agreement', { pairs: [{ ...pair, ...more }], disputed: [] });
    return textOf(rendered(<AgreementPage queue="q" view={view} />));
  };

  it('of two who decided nothing in common divides nothing by nothing', () => {
    expect(shown({})).toContain('Agreed 0% of 0');
  });

  it('of a kappa without an interval is said without one', () => {
    expect(shown({ kappa: 0.5, examples: 4, agreed: 3 })).toContain('0.50 moderate Agreed 75% of 4');
  });

  it('never seems whole where it is not', () => {
    expect(shown({ examples: 100_000, agreed: 99_999 })).not.toContain('100%');
  });

  it('calls decisions as the queue does, and those of a later version by their name', () => {
    const text = shown({
      examples: 3,
      agreed: 1,
      table: { relabel: { defer: 2 }, constructor: { accept: 1 } } as never,
    });
    expect(text).toContain('relabelled constructor defer accepted');
    expect([wordOf('accept'), wordOf('toString')]).toEqual(['accepted', 'toString']);
  });

  it('says what the random sample says, where there is one', () => {
    const sampling: SamplingView = {
      population: 5000,
      decided: 140,
      wanted: 400,
      rejected: 3,
      rate: 0.021,
      interval: [0.008, 0.045],
      error: 0.02,
    };
    expect(shown({}, { ...QUEUE, sampling })).toContain(
      '2.1% would be rejected (95%: 0.8% to 4.5%), from 140 of 400',
    );
    expect(samplingText({ ...sampling, error: 0.01 })).toContain(
      'The plan asks for ±1%; it is ±1.8% so far.',
    );
    expect(samplingText(sampling)).toContain('The plan is kept.');
  });

  it.each([
    [-0.01, 'less than by chance'],
    [0, 'slight'],
    [0.2, 'slight'],
    [0.21, 'fair'],
    [0.6, 'moderate'],
    [0.61, 'substantial'],
    [0.81, 'almost perfect'],
    [1, 'almost perfect'],
  ])('of %d is read as %s (Landis and Koch 1977)', (kappa, word) => {
    expect(kappaWord(kappa)).toBe(word);
  });
});

describe('the dialog that assigns', () => {
  const dialog = (role: 'review' | 'operate') =>
    rendered(<AssignDialog queue="q" onClose={nothing} />, { role });

  it('begins with oneself, which every reviewer may', () => {
    for (const role of ['review', 'operate'] as const) {
      expect(dialog(role)).toContain('value="ada"');
      expect(dialog(role)).not.toContain('aria-disabled');
    }
  });

  it('says how many, and whom', () => {
    expect(dialog('review').match(/<label for=/g)).toHaveLength(2);
    expect(dialog('review')).toContain('value="100"');
  });
});

describe('the dialog that builds a queue', () => {
  it('asks for nothing that it could not do without', () => {
    expect(buildProblems(EMPTY)).toEqual({});
    expect(buildOptions(EMPTY)).toEqual({});
    expect(rendered(<BuildDialog onClose={nothing} />)).not.toContain('aria-disabled');
  });

  it.each([
    [{ size: '0' }, 'size'],
    [{ size: '1e3' }, 'size'],
    [{ size: '-4' }, 'size'],
    [{ size: '99999999999' }, 'size'],
    [{ error: '0' }, 'error'],
    [{ error: '50' }, 'error'],
    [{ error: 'two' }, 'error'],
    [{ error: 'Infinity' }, 'error'],
  ])('tells of %j', (typed, field) => {
    expect(Object.keys(buildProblems({ ...EMPTY, ...typed }))).toEqual([field]);
  });

  it('sends a half width as the share that the plan takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 499 }), (tenths) => {
        const { error } = buildOptions({ ...EMPTY, error: ` ${tenths / 10} ` });
        expect(error).toBe(Number((tenths / 1000).toPrecision(12)));
      }),
    );
  });
});

describe('the bar', () => {
  const HANDS = Object.fromEntries(
    ['accept', 'reject', 'skip', 'undo', 'edit', 'save', 'relabel', 'choose', 'writeNote', 'leave'].map(
      (name) => [name, nothing],
    ),
  ) as unknown as Hands;
  const bar = (mode: 'decide' | 'edit' | 'relabel' | 'note', whyNot?: string, canUndo = false) =>
    rendered(
      <DecideBar hands={HANDS} mode={mode} note="" onNote={nothing} whyNot={whyNot} canUndo={canUndo} />,
    );

  it('is off as a whole for who may not decide, and says why on each button', () => {
    const why = 'Needs the role review.';
    const markup = bar('decide', why, true);
    expect(markup.match(new RegExp(`title="${why}"`, 'g'))).toHaveLength(markup.match(/<button/g)!.length);
  });

  it('has nothing to take back at first', () => {
    expect(bar('decide')).toContain('title="Nothing was decided yet in this session."');
    expect(bar('decide', undefined, true)).not.toContain('aria-disabled');
  });

  it.each(['edit', 'relabel', 'note', 'decide'] as const)(
    'of the mode %s says its keys beside what they do',
    (mode) => {
      const markup = bar(mode);
      expect(markup).toContain('role="toolbar" aria-label="Decision"');
      expect(markup.match(/<kbd/g)!.length).toBe(markup.match(/<button/g)!.length);
    },
  );
});

describe('what is told of decisions', () => {
  const session = arrived(begin('q', 'ada', 0), { items: [itemAt(0), itemAt(1)], remaining: 2 }, 0);

  it('is heard whole, and shows what would hide in the hearing', () => {
    const item = itemAt(0, { text: 'a\u202eb\nc', reasons: [] });
    const now = { ...session, ahead: [item] };
    expect(announcement(now, 'Accepted')).toBe('Accepted. Next of 2: a[U+202E]b c');
  });

  it('is short, however long the text is', () => {
    const now = { ...session, ahead: [itemAt(0, { text: '😀'.repeat(50_000) })] };
    const told = announcement(now, undefined);
    expect(told.length).toBeLessThan(300);
    expect(told.endsWith('\u2026')).toBe(true);
    expect(told).not.toMatch(/\p{Cs}/u);
  });

  it('says who was faster, or that nobody knows', () => {
    const body = { queue: 'q', id: 'e0', decision: 'accept' as const, seen: '0'.repeat(64) };
    const faster = itemAt(0, { decisions: [decisionBy('ben', 'relabel', { origin: 'human' })] });
    expect(refusalText({ key: 1, item: faster, body })).toBe(
      'ben relabelled it as human before you. Your \u201caccepted\u201d is not recorded.',
    );
    expect(refusalText({ key: 1, item: itemAt(0), body })).toContain('the example has changed');
    expect(didOf(decisionBy('ben', 'undo'))).toBe('ben took the decision back');
  });

  it('at the end counts what is still on the way in words that fit', () => {
    const one = decide(session, { decision: 'accept' }, 1000);
    const two = decide(one, { decision: 'reject' }, 2000);
    const done = (now: typeof session) => textOf(rendered(<Done queue="q" session={now} />));
    expect(done(one)).toContain('1 decision in this session. 1 is still on the way.');
    expect(done(two)).toContain('2 decisions in this session. 2 are still on the way.');
    expect(done(session)).not.toContain('on the way');
  });
});

describe('a text as it is shown', () => {
  it('loses nothing but the difference of line ends, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const shown = pieces(text);
        const plain = shown.filter(({ isSign }) => !isSign).map((piece) => piece.text);
        let at = 0;
        const whole = text.replaceAll('\r\n', '\n');
        for (const part of plain) {
          at = whole.indexOf(part, at);
          expect(at).toBeGreaterThanOrEqual(0);
          at += part.length;
        }
      }),
    );
  });

  it('tells signs that stand in it from those that stand for what hides', () => {
    expect(pieces('[U+202E]')).toEqual([{ text: '[U+202E]', isSign: false }]);
    expect(pieces('\u202e')).toEqual([{ text: '[U+202E]', isSign: true }]);
  });
});
