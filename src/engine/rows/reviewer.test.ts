import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../base/hash.ts';
import { contentDigest } from '../../corpus/content-digest.ts';
import { ORIGINS, type Origin } from '../../corpus/example.ts';
import { scratch } from '../../corpus/fixtures.test.support.ts';
import type { DecisionColumns } from '../../ledger/review/decision-table.ts';
import { DECISIONS, type Decision } from '../../ledger/review/standing.ts';
import { recordOf } from './kernels.test.support.ts';
import { addReviews, NO_REVIEWS, type Reviewed, Reviewer } from './reviewer.ts';

const disk = scratch();
let files = 0;

interface Given {
  readonly id: string;
  readonly decision?: Decision;
  readonly origin?: Origin;
  readonly text?: string;
  /** What the reviewer saw. */
  readonly seen?: string;
}

/** A reviewer who goes by some decisions. */
function reviewer(given: readonly Given[], textField?: string): Reviewer {
  const size = given.length;
  const slots = new Uint32Array(256);
  const columns: DecisionColumns = {
    size,
    slots,
    hi: Uint32Array.from(given, ({ id }) => hashText(id).hi),
    lo: Uint32Array.from(given, ({ id }) => hashText(id).lo),
    decision: Uint8Array.from(given, (one) => (one.decision ? DECISIONS.indexOf(one.decision) + 1 : 0)),
    origin: Uint8Array.from(given, ({ origin }) => (origin ? ORIGINS.indexOf(origin) + 1 : 0)),
    bound: Uint8Array.from(given, ({ seen }) => (seen === undefined ? 0 : 1)),
    seen: new Uint32Array(size * 4),
    textAt: new Float64Array(size),
    textBytes: new Uint32Array(size),
  };
  let texts = '';
  given.forEach(({ id, text = '', seen }, i) => {
    let slot = hashText(id).lo & 255;
    while (slots[slot] !== 0) slot = (slot + 1) & 255;
    slots[slot] = i + 1;
    columns.textAt[i] = Buffer.byteLength(texts);
    columns.textBytes[i] = Buffer.byteLength(text);
    texts += text;
    const digest = contentDigest({ id, group: id, text: seen ?? '' });
    for (let lane = 0; lane < 4; lane++) columns.seen[i * 4 + lane] = digest.readUInt32BE(lane * 4);
  });
  const path = disk.write(`texts-${files++}`, texts);
  return new Reviewer({ columns, texts: path, ...(textField === undefined ? {} : { textField }) });
}

const read = (given: readonly Given[], id: string, text = 'old'): Reviewed =>
  reviewer(given).read(recordOf({ id, text }));

describe('Reviewer', () => {
  it('leaves alone what nobody decided about, and what was taken back', () => {
    const record = recordOf({ id: 'a', text: 'old' });
    expect(reviewer([{ id: 'b', decision: 'reject' }]).read(record)).toEqual({ example: record.example });
    expect(reviewer([{ id: 'a' }]).read(record)).toEqual({ example: record.example });
  });

  it.each(['accept', 'reject'] as const)('says %s, and changes nothing', (decision) => {
    const found = read([{ id: 'a', decision }], 'a');
    expect(found).toEqual({ example: recordOf({ id: 'a', text: 'old' }).example, decision });
  });

  it('puts the text of an edit in the place of the old one, and says that a review stands behind it', () => {
    const found = read([{ id: 'a', decision: 'edit', text: 'né 😀\r\n', origin: 'human' }], 'a');
    expect(found).toMatchObject({
      decision: 'edit',
      example: { text: 'né 😀\r\n', provenance: { origin: 'human', evidence: 'review' } },
      change: { provenance: { origin: 'human', evidence: 'review' }, fields: { text: 'né 😀\r\n' } },
    });
  });

  it('finds each text among many', () => {
    const given = ['é', '', 'third', '四'].map((text, i) => ({
      id: `e${i}`,
      decision: 'edit' as const,
      text,
    }));
    const judge = reviewer(given);
    for (const { id, text } of given.toReversed())
      expect(judge.read(recordOf({ id, text: 'old' })).example.text).toBe(text);
  });

  it('labels without touching the text, and keeps what else the provenance says', () => {
    const record = recordOf({
      id: 'a',
      text: 'old',
      provenance: { origin: 'synthetic', model: 'm', evidence: 'declared' },
    });
    const found = reviewer([{ id: 'a', decision: 'relabel', origin: 'human' }]).read(record);
    expect(found.example).toMatchObject({
      text: 'old',
      provenance: { origin: 'human', model: 'm', evidence: 'review' },
    });
    expect(found.change).toEqual({ provenance: { origin: 'human', evidence: 'review' } });
    expect(record.example.provenance).toEqual({ origin: 'synthetic', model: 'm', evidence: 'declared' });
  });

  it('keeps the origin where an edit names none, and does not make one up', () => {
    const given = [{ id: 'a', decision: 'edit' as const, text: 'new' }];
    expect(read(given, 'a').example.provenance).toEqual({ origin: 'unknown', evidence: 'review' });
    const human = recordOf({ id: 'a', text: 'old', provenance: { origin: 'human' } });
    expect(reviewer(given).read(human).example.provenance?.origin).toBe('human');
  });

  it('follows no decision about what an example no longer holds', () => {
    const given = [{ id: 'a', decision: 'edit' as const, text: 'new', seen: 'old' }];
    expect(read(given, 'a', 'old').example.text).toBe('new');
    const later = read(given, 'a', 'old, and more');
    expect(later).toMatchObject({ decision: 'outdated', example: { text: 'old, and more' } });
    expect(later.change).toBeUndefined();
  });

  it('writes into the field that was read', () => {
    const judge = reviewer([{ id: 'a', decision: 'edit', text: 'new' }], 'body');
    const found = judge.read(recordOf({ id: 'a', text: 'old' }, 1, { body: 'old' }));
    expect(found.change?.fields).toEqual({ body: 'new' });
  });

  it('refuses to edit a text that stands in no field, and names the row', () => {
    const record = { ...recordOf({ id: 'a', text: 'joined' }, 41), value: { turns: ['joined'] } };
    const judge = reviewer([{ id: 'a', decision: 'edit', text: 'new' }]);
    expect(() => judge.read(record)).toThrow(expect.objectContaining({ code: 'E_UNSUPPORTED', row: 41 }));
  });

  it('is not misled by ids that every object has', () => {
    const judge = reviewer([{ id: '__proto__', decision: 'reject' }]);
    expect(judge.read(recordOf({ id: '__proto__' })).decision).toBe('reject');
    expect(judge.read(recordOf({ id: 'constructor' })).decision).toBeUndefined();
  });
});

describe('addReviews', () => {
  it('adds each count, and nothing for no reviews', () => {
    const some = { accept: 1, reject: 2, edit: 3, relabel: 4, outdated: 5 };
    expect(addReviews(some, NO_REVIEWS)).toEqual(some);
    expect(addReviews(some, some)).toEqual({ accept: 2, reject: 4, edit: 6, relabel: 8, outdated: 10 });
  });
});
