import { describe, expect, it } from 'vitest';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { Decisions, isOpen, Neighbours, Provenance, Reasons } from './beside.tsx';
import { Beside } from './beside-panel.tsx';
import { DecideBar, type Hands } from './decide-bar.tsx';
import { Done } from './done.tsx';
import { Driver } from './driver.ts';
import { Example } from './example.tsx';
import { answerFor, decisionBy, itemAt, itemsAt } from './fixtures.test.support.ts';
import { Main } from './main.tsx';
import { Progress } from './progress.tsx';
import { Refusals, refusalText } from './refusals.tsx';
import { arrived, begin, conflicted, decide, type Mode, type Session, sending, toSend } from './session.ts';

const nothing = () => {};

function driverOf(session: Session): Driver {
  const never = () => new Promise<never>(nothing);
  return new Driver(session, {
    clock: () => 0,
    later: () => nothing,
    port: { next: never, decide: never, item: never },
  });
}

function withItems(...places: number[]): Session {
  return arrived(begin('q', 'ada', 0), { items: itemsAt(...places), remaining: places.length }, 0);
}

const HANDS: Hands = {
  accept: nothing,
  reject: nothing,
  skip: nothing,
  undo: nothing,
  edit: nothing,
  save: nothing,
  relabel: nothing,
  choose: nothing,
  writeNote: nothing,
  leave: nothing,
};

describe('the example', () => {
  const shown = (text: string, draft?: string, focus?: number) =>
    rendered(
      <Example
        item={itemAt(0, { text, reasons: [{ kind: 'tail', text: 'rare', weight: 1, spans: [[4, 8]] }] })}
        focus={focus}
        onPoint={nothing}
        draft={draft}
        onDraft={nothing}
        holder={{ current: null }}
      />,
    );

  it('marks what a reason speaks of', () => {
    expect(shown('The barn burned.')).toMatch(/The <mark [^>]*data-reasons="0"[^>]*>barn<\/mark> burned\./);
  });

  it('makes the spans of the reason in focus stand out', () => {
    const classOf = (markup: string) => /<mark class="([^"]*)"/.exec(markup)![1];
    expect(classOf(shown('The barn burned.', undefined, 0))).not.toBe(classOf(shown('The barn burned.')));
  });

  it('keeps lines, and shows what hides or is markup', () => {
    const markup = shown('A <script>alert(1)</script>\nsecond\u202e line\u0000');
    expect(markup).not.toContain('<script>');
    expect(markup).toContain('\nsecond');
    expect(textOf(markup)).toContain('[U+202E] line [U+0000]');
  });

  it('draws the beginning of a very long text, and offers the rest', () => {
    const markup = shown('word '.repeat(60_000));
    expect(markup.length).toBeLessThan(20_000);
    expect(textOf(markup)).toContain('Show all 300,000 characters');
  });

  it('is a field with the whole text while it is edited', () => {
    const long = 'word '.repeat(10_000);
    const markup = shown(long, long);
    expect(markup).toMatch(/<textarea[^>]*aria-label="The text as it should be"/);
    expect(markup).not.toContain('Show all');
    expect(markup.length).toBeGreaterThan(50_000);
  });

  it('says that a text is empty', () => {
    expect(textOf(shown(''))).toContain('(no text)');
  });

  it('takes the focus, though not in the order of the keyboard', () => {
    expect(shown('x')).toContain('tabindex="-1"');
  });
});

describe('what stands beside it', () => {
  it('names reasons, and says which is in focus', () => {
    const markup = rendered(<Reasons reasons={itemAt(0).reasons} focus={1} onFocus={nothing} />);
    expect(textOf(markup)).toContain('Near a threshold c4.min-words: 3.1 words a line, the threshold is 3');
    expect(markup.match(/aria-pressed="(true|false)"/g)).toEqual([
      'aria-pressed="false"',
      'aria-pressed="true"',
    ]);
  });

  it('says so where nobody said why', () => {
    expect(textOf(rendered(<Reasons reasons={[]} focus={undefined} onFocus={nothing} />))).toContain(
      'Nobody said why.',
    );
  });

  it('shows the provenance, whatever is in it', () => {
    const provenance = { origin: 'alien', parents: ['a', 'b'], extra: { deep: 1 }, '<b>': '\u202e' };
    const text = textOf(rendered(<Provenance item={itemAt(0, { provenance, file: 'g1.jsonl' })} />));
    expect(text).toContain('parents a, b');
    expect(text).toContain('extra {"deep":1}');
    expect(text).toContain('<b> [U+202E]');
    expect(text).toContain('file g1.jsonl');
    expect(text).toContain('id e0');
  });

  it('marks the words of a near-duplicate that the example does not have', () => {
    const neighbours = [{ id: 'n', text: 'The red barn burned.', similarity: 0.9 }];
    const markup = rendered(
      <Neighbours title="Near" none="None." neighbours={neighbours} text="The barn burned." />,
    );
    expect(markup).toMatch(/The <em[^>]*>red <\/em>barn burned\./);
    expect(textOf(markup)).toContain('90% alike');
  });

  it('marks nothing in a text that is hardly like it, and cuts a long one', () => {
    const neighbours = [{ id: 'n', text: 'word '.repeat(500), similarity: 0.1, origin: 'human' as const }];
    const markup = rendered(<Neighbours title="Near" none="None." neighbours={neighbours} text="Other." />);
    expect(markup).not.toContain('<em');
    expect(markup).toContain('\u2026');
    expect(textOf(markup)).toContain('human');
  });

  it('says that nothing is near', () => {
    const markup = rendered(
      <Neighbours title="Near" none="No human text is near." neighbours={[]} text="x" />,
    );
    expect(textOf(markup)).toContain('No human text is near.');
  });

  it('hides what others decided from somebody who is to decide blind', () => {
    const decisions = [decisionBy('ben', 'reject')];
    expect(isOpen(itemAt(0, { decisions }), 'ada')).toBe(false);
    expect(isOpen(itemAt(0, { decisions }), 'ben')).toBe(true);
    const reasons = [{ kind: 'disagreement' as const, text: '', weight: 1, spans: [] }];
    expect(isOpen(itemAt(0, { decisions, reasons }), 'ada')).toBe(true);
    expect(isOpen(itemAt(0, { reasons }), 'ada')).toBe(false);
  });

  it('shows earlier decisions with their notes', () => {
    const text = textOf(
      rendered(<Decisions decisions={[decisionBy('ben', 'reject', { note: 'odd <i>' })]} />),
    );
    expect(text).toContain('ben rejected it');
    expect(text).toContain('odd <i>');
  });
});

describe('the bar', () => {
  const shown = (mode: Mode, more: Partial<Parameters<typeof DecideBar>[0]> = {}) =>
    rendered(
      <DecideBar
        hands={HANDS}
        mode={mode}
        note=""
        onNote={nothing}
        whyNot={undefined}
        canUndo={false}
        {...more}
      />,
    );

  it('has a button with its key for every decision', () => {
    const text = textOf(shown('decide'));
    for (const part of ['Accept a', 'Reject r', 'Edit e', 'Origin o', 'Skip s', 'Note n', 'Undo z'])
      expect(text).toContain(part);
  });

  it('says why nothing can be taken back yet', () => {
    expect(shown('decide')).toContain('title="Nothing was decided yet in this session."');
    expect(shown('decide', { canUndo: true })).not.toContain('aria-disabled');
  });

  it('says why nothing can be decided', () => {
    const markup = shown('decide', { whyNot: 'Needs the role', canUndo: true });
    expect(markup.match(/aria-disabled="true"/g)).toHaveLength(7);
  });

  it('offers origins with their keys, and the way out', () => {
    const text = textOf(shown('relabel'));
    for (const part of ['human h', 'synthetic s', 'mixed m', 'unknown u', 'Leave Esc'])
      expect(text).toContain(part);
  });

  it('offers to save an edit', () => {
    expect(textOf(shown('edit'))).toContain('Save the edit');
  });

  it('has a field for the note, and shows that there is one', () => {
    expect(shown('note', { note: 'so so' })).toMatch(/<input[^>]*value="so so"/);
    expect(textOf(shown('decide', { note: 'so so' }))).toContain('Note \u2713');
    expect(textOf(shown('decide', { note: '  ' }))).not.toContain('\u2713');
  });
});

describe('progress', () => {
  const view = {
    id: 'q',
    createdAt: '2020-01-01T00:00:00.000Z',
    createdBy: 'ada',
    corpora: ['data/g2.jsonl'],
    size: 8,
    decided: 4,
    mine: 4,
    tally: {},
    reviewers: 1,
  };
  const shown = (session: Session, isOffline = false) => {
    const driver = driverOf(session);
    Object.defineProperty(driver, 'isOffline', { value: isOffline });
    return rendered(<Progress driver={driver} session={session} view={view} />);
  };

  it('shows what is left, and no rate before there is one', () => {
    const text = textOf(shown(withItems(0, 1)));
    expect(text).toContain('left 2');
    expect(text).toContain('an hour \u2013');
    expect(shown(withItems(0, 1))).toContain('aria-valuenow="75"');
  });

  it('shows the rate, the seconds and the time to the end', () => {
    const text = textOf(shown({ ...withItems(0, 1), paces: [3.6, 3.6, 3.6] }));
    expect(text).toContain('an hour 1,000');
    expect(text).toContain('each 3.6 s');
    expect(text).toContain('to the end 7 s');
  });

  it('says how many decisions wait while the server is away', () => {
    const session = decide(withItems(0, 1), { decision: 'accept' }, 0);
    expect(textOf(shown(session, true))).toContain('1 decision waits; go on.');
    expect(textOf(shown(withItems(0), true))).toContain('The server does not answer.');
    expect(textOf(shown(session))).not.toContain('waits');
  });
});

describe('refusals', () => {
  function inConflict(): Session {
    const session = decide(withItems(0, 1), { decision: 'accept' }, 0);
    const { key } = toSend(session)!;
    return conflicted(
      sending(session, key),
      key,
      answerFor('e0', 4, { decisions: [decisionBy('ben', 'reject')] }),
    );
  }

  it('say who was faster and what is not recorded', () => {
    const session = inConflict();
    const markup = rendered(<Refusals driver={driverOf(session)} session={session} />);
    expect(textOf(markup)).toContain('ben rejected it before you. Your “accepted” is not recorded.');
    expect(markup).toContain('role="alert"');
    expect(textOf(markup)).toContain('Look again');
  });

  it('give the reason of the server', () => {
    const [refusal] = inConflict().refusals;
    expect(refusalText({ ...refusal, message: 'the text has changed' })).toBe(
      'Your “accepted” is not recorded: the text has changed',
    );
    const nobody = { ...refusal, item: { ...refusal.item, decisions: [] } };
    expect(refusalText(nobody)).toContain('the example has changed');
  });

  it('are nothing where there are none', () => {
    const session = withItems(0);
    expect(rendered(<Refusals driver={driverOf(session)} session={session} />)).toBe('');
  });
});

describe('the end of a queue', () => {
  it('says what was done, what waits and where to go', () => {
    const session = { ...decide(withItems(0), { decision: 'accept' }, 0), remaining: 3 };
    const markup = rendered(<Done queue="q" session={session} />);
    expect(textOf(markup)).toContain('1 decision in this session.');
    expect(textOf(markup)).toContain('1 is still on the way.');
    expect(textOf(markup)).toContain('2 examples are with other reviewers.');
    expect(markup).toContain('href="/mix"');
  });
});

describe('the main column', () => {
  const shown = (session: Session, message?: string) => {
    const failure = message === undefined ? undefined : { code: 'E_NOT_FOUND', message };
    const driver = driverOf(session);
    Object.defineProperty(driver, 'failure', { value: failure });
    const holder = { current: null };
    return rendered(
      <Main driver={driver} session={session} focus={undefined} onPoint={nothing} holder={holder} />,
    );
  };

  it('shows the example', () => {
    expect(textOf(shown(withItems(3, 4)))).toContain('Text of example 3.');
  });

  it('says that examples are on their way', () => {
    expect(textOf(shown(begin('q', 'ada', 0)))).toContain('Fetching examples');
  });

  it('says that the end is reached', () => {
    expect(textOf(shown({ ...begin('q', 'ada', 0), exhausted: true }))).toContain('Nothing is left for you');
  });

  it('says why the server gives none, and lets one try again', () => {
    const text = textOf(shown(begin('q', 'ada', 0), 'There is no queue q.'));
    expect(text).toContain('There is no queue q.');
    expect(text).toContain('Try again');
    expect(text).not.toContain('Fetching');
  });

  it('holds the field while the text is edited: the text at first, then the draft', () => {
    const editing = { ...withItems(0), mode: 'edit' as const };
    expect(shown(editing)).toMatch(/<textarea[^>]*>Text of example 0\.</);
    expect(shown({ ...editing, draft: 'Better.' })).toMatch(/<textarea[^>]*>Better\.</);
    expect(shown({ ...editing, mode: 'decide', draft: 'Better.' })).not.toContain('<textarea');
  });
});

describe('the column beside it', () => {
  const shown = (more: Parameters<typeof itemAt>[1]) => {
    const session = arrived(begin('q', 'ada', 0), { items: [itemAt(0, more)], remaining: 1 }, 0);
    return textOf(rendered(<Beside driver={driverOf(session)} session={session} focus={undefined} />));
  };

  it('has reasons, provenance, human neighbours and duplicates, in that order', () => {
    const text = shown({ human: [{ id: 'h', text: 'Human.', similarity: 0.2 }], duplicates: [] });
    const places = ['Why it is here', 'Provenance', 'Nearest human text', 'Near-duplicates'].map((part) =>
      text.indexOf(part),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(text).toContain('Human.');
  });

  it('keeps what another decided from a reviewer who has not', () => {
    expect(shown({ decisions: [decisionBy('ben', 'reject')] })).not.toContain('ben rejected it');
    expect(shown({ decisions: [decisionBy('ada', 'skip')] })).toContain('ada skipped it');
  });
});
