import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditWith, itemWith, RESULT_SEVERITY } from './audits.test.support.ts';
import { groups, isShown, isWhole, RESULTS, settledText, waiverText } from './groups.ts';

const ALL = { when: '', result: '', text: '' };

describe('groups', () => {
  it('are the stages of the checklist, in its order, with their scores', () => {
    const audit = auditWith([itemWith({ stage: 'health' }), itemWith({ stage: 'sources' })]);
    expect(groups(audit, ALL).map(({ stage }) => stage)).toEqual(['sources', 'health']);
    expect(groups(audit, ALL)[0].score).toBe(audit.scores[0].score);
  });

  it('put what needs somebody first, and of equals the most severe', () => {
    const items = [
      itemWith({ id: 'ok', result: 'passed', severity: 'critical' }),
      itemWith({ id: 'open', result: 'not-answered', severity: 'critical' }),
      itemWith({ id: 'bad-low', result: 'failed', severity: 'low' }),
      itemWith({ id: 'bad-high', result: 'failed', severity: 'high' }),
    ];
    expect(groups(auditWith(items), ALL)[0].items.map(({ id }) => id)).toEqual([
      'bad-high',
      'bad-low',
      'open',
      'ok',
    ]);
  });

  it('leave out stages of which nothing is shown', () => {
    const audit = auditWith([
      itemWith({ stage: 'sources', result: 'passed' }),
      itemWith({ stage: 'health', result: 'failed' }),
    ]);
    expect(groups(audit, { ...ALL, result: 'failed' }).map(({ stage }) => stage)).toEqual(['health']);
  });

  it('show every item once and nothing else, for any audit and filter', () => {
    const item = fc.record({
      result: fc.constantFrom(...RESULTS),
      severity: fc.constantFrom(...RESULT_SEVERITY),
      stage: fc.constantFrom('sources' as const, 'health' as const),
      when: fc.constantFrom('standing' as const, 'before-ingest' as const),
    });
    const filter = fc.record({
      when: fc.constantFrom('', 'standing'),
      result: fc.constantFrom('', 'failed', 'passed'),
      text: fc.constant(''),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 12 }), filter, (drafts, chosen) => {
        const items = drafts.map((draft, i) => itemWith({ id: `i${i}`, ...draft }));
        const shown = groups(auditWith(items), chosen).flatMap((group) => group.items.map(({ id }) => id));
        const expected = items.filter((each) => isShown(each, chosen)).map(({ id }) => id);
        expect([...shown].sort()).toEqual([...expected].sort());
      }),
    );
  });
});

describe('isShown', () => {
  it('finds words in the id, the question and the reason, whatever their case', () => {
    const item = itemWith({
      id: 'sources.license',
      question: 'Has every source a licence?',
      why: 'Two have NONE',
    });
    for (const text of ['LICENSE', ' every source ', 'none'])
      expect(isShown(item, { ...ALL, text })).toBe(true);
    expect(isShown(item, { ...ALL, text: 'watermark' })).toBe(false);
  });

  it('takes moment and result as they are', () => {
    const item = itemWith({ when: 'standing', result: 'waived' });
    expect(isShown(item, { ...ALL, when: 'before-ingest' })).toBe(false);
    expect(isShown(item, { ...ALL, when: 'standing', result: 'waived' })).toBe(true);
  });
});

describe('isWhole', () => {
  it('holds of what needs somebody', () => {
    const whole = RESULTS.filter((result) => isWhole(itemWith({ result }), ALL, ''));
    expect(whole).toEqual(['failed', 'not-answered', 'waived']);
  });

  it('holds of anything that a link or a filter asks for', () => {
    const item = itemWith({ id: 'a', result: 'passed' });
    expect(isWhole(item, ALL, 'a')).toBe(true);
    expect(isWhole(item, { ...ALL, result: 'passed' }, '')).toBe(true);
    expect(isWhole(item, { ...ALL, text: 'x' }, '')).toBe(true);
    expect(isWhole(item, { ...ALL, text: '  ' }, 'b')).toBe(false);
  });
});

describe('settledText', () => {
  it('counts what passed and what does not apply', () => {
    const [passed, none] = [itemWith({ result: 'passed' }), itemWith({ result: 'not-applicable' })];
    expect(settledText([passed, none, passed])).toBe('2 passed, 1 does not apply');
    expect(settledText([none, none])).toBe('2 do not apply');
    expect(settledText([passed])).toBe('1 passed');
  });
});

describe('waiverText', () => {
  it('names who answers, until when, and why', () => {
    const waiver = {
      item: 'x',
      owner: 'Ada',
      reason: 'moved to spring',
      expires: '2027-01-31',
      where: 'outcross.yaml:9',
    };
    expect(waiverText(itemWith({ result: 'waived', waiver }))).toBe(
      'Ada answers for it until 2027-01-31: moved to spring',
    );
    expect(waiverText(itemWith({}))).toBeUndefined();
  });
});
