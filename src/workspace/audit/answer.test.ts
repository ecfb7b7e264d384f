import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ITEMS } from '../../audit/items.ts';
import { EMPTY_HEAD, sealed } from '../../ledger/digest.ts';
import { draftsOf } from '../../ledger/recorder.ts';
import { requireDraft } from '../../ledger/require-draft.ts';
import { ANSWERS, answerFact, type GivenAnswer } from './answer.ts';

const NOW = Date.UTC(2026, 5, 15, 23, 59);
const ITEM = ITEMS.find(({ answerable }) => answerable)!.id;
const COMPUTED = ITEMS.find(({ answerable }) => !answerable)!.id;
const given = (more: Partial<GivenAnswer> = {}): GivenAnswer => ({
  item: ITEM,
  answer: 'yes',
  owner: 'zoe',
  ...more,
});
const fault = (more: Partial<GivenAnswer>) => {
  try {
    return answerFact(given(more), NOW);
  } catch (error) {
    return error;
  }
};

describe('the answer of a person', () => {
  it('is a fact about the item that the ledger takes, for each answer that there is', () => {
    for (const answer of ANSWERS) {
      const { fact } = answerFact(given({ answer, evidence: 'row 4' }), NOW);
      const drafts = draftsOf([fact], { actor: { kind: 'person', name: 'zoe' }, now: () => new Date(NOW) });
      for (const draft of drafts) requireDraft(draft);
      expect(sealed(drafts, EMPTY_HEAD)[0]).toMatchObject({
        subjects: [{ type: 'item', id: ITEM }],
        body: { item: ITEM, answer, owner: 'zoe', evidence: 'row 4' },
      });
    }
  });

  it('holds a year where nobody says otherwise, and today still where today is its last day', () => {
    expect(answerFact(given(), NOW).until).toBe('2027-06-15');
    expect(answerFact(given({ until: '2026-06-15' }), NOW).until).toBe('2026-06-15');
    expect(fault({ until: '2026-06-14' })).toMatchObject({ code: 'E_USAGE', where: '--until' });
  });

  it.each([
    '2027-02-29',
    '2026-13-01',
    '2026-12-32',
    '31.12.2026',
    '2026-12-31T00:00:00Z',
    '',
    'never',
    '99999-01-01',
  ])('is refused until %s, which is no day', (until) => {
    expect(fault({ until })).toMatchObject({ code: 'E_USAGE', where: '--until' });
  });

  it.each(['', ' ', '\t\n'])('is worth nothing without a name: %j', (owner) => {
    expect(fault({ owner })).toMatchObject({ code: 'E_USAGE', where: '--owner' });
  });

  it('is by the name without the blanks around it', () => {
    expect(answerFact(given({ owner: '  zoe ' }), NOW).owner).toBe('zoe');
  });

  it('is one of three words, as they are written', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('Yes', 'yes ', '__proto__', 'not applicable')),
        (answer) => {
          fc.pre(!(ANSWERS as readonly string[]).includes(answer));
          expect(fault({ answer })).toMatchObject({ code: 'E_USAGE', where: 'answer' });
        },
      ),
    );
  });

  it('changes nothing of what is computed, and says what does', () => {
    expect(fault({ item: COMPUTED })).toMatchObject({
      code: 'E_USAGE',
      hint: expect.stringContaining('waivers'),
    });
  });

  it('names the item that was meant, or where all of them are listed', () => {
    const typo = `${ITEM.slice(0, -2)}${ITEM.at(-1)}`;
    expect(fault({ item: typo })).toMatchObject({ code: 'E_USAGE', hint: `Did you mean "${ITEM}"?` });
    expect(fault({ item: 'qqqqqqqqqqqqqqqqqqqqqq' })).toMatchObject({
      hint: expect.stringContaining('--all'),
    });
    expect(fault({ item: 'constructor' })).toMatchObject({ code: 'E_USAGE' });
  });
});
