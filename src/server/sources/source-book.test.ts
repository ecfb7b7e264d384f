import { describe, expect, it } from 'vitest';
import { EMPTY_HEAD, sealed } from '../../ledger/digest.ts';
import type { EventDraft } from '../../ledger/event.ts';
import { draft } from '../../ledger/fixtures.test.support.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import { SourceBook } from './source-book.ts';
import { MOST_CORPORA, sourcesView } from './sources-view.ts';

const sha = (digit: string) => digit.repeat(64);
const files = (name: string, digit: string) => ({ name, count: 1, bytes: 1, sha256: sha(digit) });
const source = (name: string, more: Partial<BodyOf<'source.registered'>> = {}): EventDraft =>
  draft('source.registered', [{ type: 'source', id: name }], { name, origin: 'human', ...more });
const tagged = (name: string, digit: string, origins: Record<string, number>): EventDraft =>
  draft('corpus.tagged', [{ type: 'corpus', id: name }], {
    output: files(name, digit),
    examples: Object.values(origins).reduce((sum, n) => sum + n, 0),
    origins,
    version: '1',
  });
const filtered = (name: string, digit: string, kept: number): EventDraft =>
  draft('corpus.filtered', [{ type: 'corpus', id: name }], {
    output: files(name, digit),
    kept,
    dropped: 0,
    reasons: {},
    version: '1',
  });

function bookOf(...drafts: readonly EventDraft[]): SourceBook {
  const book = new SourceBook();
  for (const event of sealed(drafts, EMPTY_HEAD)) book.take(event);
  return book;
}
const counted = (name: string, digit: string, byOrigin: Record<string, number>, sources: object[] = []) =>
  ({
    name,
    role: 'generation',
    sha256: sha(digit),
    examples: Object.values(byOrigin).reduce((sum, n) => sum + n, 0),
    byOrigin,
    sources,
  }) as never;

describe('the book of sources and corpora', () => {
  it('has what was said last of each, the newest corpus first', () => {
    const book = bookOf(
      source('a', { license: 'CC0' }),
      tagged('x', '1', { human: 2 }),
      tagged('y', '2', { synthetic: 3 }),
      tagged('x', '3', { human: 5 }),
      source('a', { license: 'MIT' }),
    );
    expect(book.corpora().map(({ name, digest, examples }) => [name, digest, examples])).toEqual([
      ['x', sha('3'), 5],
      ['y', sha('2'), 3],
    ]);
    expect([...book.sources().values()]).toMatchObject([{ name: 'a', license: 'MIT', seq: 5 }]);
  });

  it('keeps the origins of a corpus through an event that says nothing of them, of the same bytes alone', () => {
    const origins = (...drafts: EventDraft[]) => bookOf(...drafts).corpora()[0];
    expect(origins(tagged('x', '1', { human: 2 }), filtered('x', '1', 2)).origins).toEqual({ human: 2 });
    const other = origins(tagged('x', '1', { human: 2 }), filtered('x', '2', 1));
    expect([other.origins, other.examples]).toEqual([{}, 1]);
  });

  it('builds its graph once for many readers, and anew after an event', () => {
    const book = bookOf(source('a'));
    const before = book.graph();
    expect(book.graph()).toBe(before);
    for (const event of sealed([source('b')], EMPTY_HEAD)) book.take(event);
    expect(book.graph()).not.toBe(before);
  });

  it('finds the models that feed a source, by name, through whatever stands between, and in a loop', () => {
    const book = bookOf(
      source('web', { fedBy: ['m2', 'm1'] }),
      source('quiet'),
      source('__proto__', { fedBy: ['m1'] }),
    );
    const fed = book.fedBy();
    expect(fed.get('web')).toEqual(['m1', 'm2']);
    expect(fed.get('__proto__')).toEqual(['m1']);
    expect(fed.has('quiet')).toBe(false);
  });
});

describe('the view of sources', () => {
  it('asks of each source what nobody said, and of one that nobody registered that first', () => {
    const book = bookOf(
      source('known', { license: 'CC0', owner: 'o', category: 'c', collected: { from: '2001-01-01' } }),
    );
    const corpora = [counted('g1', '1', { human: 3 }, [{ source: 'met', origin: 'human', examples: 3 }])];
    const { sources } = sourcesView(book, { corpora, described: [], unread: [] });
    expect(sources.map(({ id, unknown }) => [id, unknown])).toEqual([
      ['known', []],
      ['met', ['registered', 'origin', 'license', 'owner', 'category', 'collected']],
    ]);
  });

  it('adds up what several corpora hold of a source, by origin', () => {
    const of = (origin: string, examples: number) => ({ source: 's', origin, examples });
    const corpora = [
      counted('a', '1', { human: 2, mixed: 1 }, [of('human', 2), of('mixed', 1)]),
      counted('b', '2', { human: 4 }, [of('human', 4)]),
    ];
    const { sources } = sourcesView(new SourceBook(), { corpora, described: [], unread: [] });
    expect(sources).toMatchObject([{ id: 's', examples: 7, origins: { human: 6, mixed: 1 } }]);
  });

  it('shows a corpus once: as it was recorded, with what was counted, and what nobody recorded before it', () => {
    const book = bookOf(tagged('x', '1', { human: 2 }));
    const corpora = [counted('human', '1', { human: 1, unknown: 1 }), counted('g1', '2', { synthetic: 4 })];
    const view = sourcesView(book, { corpora, described: [], unread: [] });
    expect(view.corpora.map(({ name, examples, origins }) => [name, examples, origins])).toEqual([
      ['g1', 4, { synthetic: 4 }],
      ['x', 2, { human: 1, unknown: 1 }],
    ]);
    expect(view.unknownShare).toBeCloseTo(1 / 6, 12);
  });

  it('says that it is counting where it does not know yet, and never that there is nothing', () => {
    const view = sourcesView(new SourceBook(), undefined);
    expect(view).toEqual({ sources: [], corpora: [], counting: true });
    expect(sourcesView(new SourceBook(), { corpora: [], described: [], unread: [] }).empty).toBeDefined();
  });

  it('has no share of nothing', () => {
    const corpora = [counted('empty', '1', {})];
    expect(sourcesView(new SourceBook(), { corpora, described: [], unread: [] })).not.toHaveProperty(
      'unknownShare',
    );
  });

  it('shows so many corpora at most, those that were recorded last, and counts the rest', () => {
    const many = Array.from({ length: MOST_CORPORA + 5 }, (_, i) => tagged(`c${i}`, '1', { human: 1 }));
    const { corpora, leftOut } = sourcesView(bookOf(...many), undefined);
    expect([corpora.length, leftOut, corpora[0].name]).toEqual([MOST_CORPORA, 5, `c${MOST_CORPORA + 4}`]);
  });
});
