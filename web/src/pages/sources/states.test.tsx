import { afterEach, describe, expect, it } from 'vitest';
import type { LineageView, SourcesView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { originParts, originWords } from './origins.ts';
import SourcesPage from './page.tsx';
import { LINEAGE, SOURCES } from './sources.test.support.ts';

afterEach(() => views.clear());

function inventory(more: Partial<SourcesView>, at = '/sources'): string {
  views.put('/api/sources', { ...SOURCES, ...more });
  return rendered(<SourcesPage />, { at });
}

function lineage(view: LineageView, query = ''): string {
  views.put('/api/lineage', view);
  return inventory({}, `/sources?view=lineage${query}`);
}

describe('an inventory that is not whole', () => {
  const { unknownShare: _, ...uncounted } = SOURCES;

  it('says that it is being counted, not that there was nothing to count', () => {
    views.put('/api/sources', { ...uncounted, counting: true });
    expect(textOf(rendered(<SourcesPage />, { at: '/sources' }))).toContain(
      'Of unknown origin \u2013 corpora are being read',
    );
  });

  it('names each corpus that could not be read, and why, beside those that could', () => {
    const error = {
      code: 'E_NOT_FOUND' as const,
      message: 'there is no human.jsonl',
      hint: 'Bring it back.',
    };
    const text = textOf(inventory({ unread: [{ name: 'human', error }] }));
    expect(text).toContain('there is no human.jsonl');
    expect(text).toContain('Bring it back.');
    expect(text).toContain(SOURCES.corpora[0].name);
  });

  it('says how many corpora it leaves out', () => {
    expect(textOf(inventory({ leftOut: 1200 }))).toContain('1,200 older corpora are left out.');
    expect(textOf(inventory({ leftOut: 0 }))).not.toContain('left out');
  });

  it('never says 0% of unknown origin where there is some', () => {
    expect(textOf(inventory({ unknownShare: 1e-7 }))).toMatch(
      /Of unknown origin <?0\.1%|Of unknown origin 0\.[0-9]*[1-9]/,
    );
    expect(textOf(inventory({ unknownShare: 0 }))).toContain('Of unknown origin 0% of examples');
  });

  it('says so where all is known and only unknowns are asked for', () => {
    const known = SOURCES.sources.slice(0, 1);
    expect(textOf(inventory({ sources: known }, '/sources?only=unknown'))).toContain('Everything is known.');
  });

  it('shows the inventory where an address names a view that is none', () => {
    const markup = inventory({}, '/sources?view=moon');
    expect(textOf(markup)).toContain('CC0-1.0');
    expect(markup).toMatch(/aria-selected="true"[^>]*>Inventory/);
  });
});

describe('origins in words', () => {
  it('show what hides in a name that is no origin, and stand last', () => {
    expect(originWords({ 'alien\u202e': 1, human: 1 })).toBe('1 human (50%), 1 alien[U+202E] (50%)');
    expect(originParts({ alien: 1 })[0].tone).toBe('o-unknown');
  });

  it('of nothing are nothing', () => {
    expect([originWords({}), originWords({ human: 0 })]).toEqual(['', '']);
  });
});

describe('a lineage that is not whole', () => {
  it('names the parents that stand in no corpus, and what else one should know', () => {
    const text = textOf(
      lineage({
        ...LINEAGE,
        missing: ['lost <b>\u202e'],
        notes: ['1 file has another size than was recorded.'],
      }),
    );
    expect(text).toContain('The parent lost <b>[U+202E] is named, and stands in no corpus.');
    expect(text).toContain('1 file has another size than was recorded.');
  });

  it('has no list of what is not known where nothing is missing', () => {
    expect(lineage({ ...LINEAGE, missing: [], notes: [] })).not.toContain('What this lineage does not know');
  });

  it('that is empty says what the server says of it', () => {
    const none = { nodes: [], edges: [], loops: [], leftOut: 0 };
    const empty = { why: 'No example is called so.', command: 'outcross lineage --all' };
    const text = textOf(lineage({ ...none, empty }));
    expect(text).toContain('No example is called so. outcross lineage --all');
    expect(text).not.toContain('outcross check');
  });

  it('tells of no box where an address names one that is not there', () => {
    expect(textOf(lineage(LINEAGE, '&node=gone'))).toContain('Choose a box to see what is known of it.');
  });

  it('still leads from and to the boxes that are there', () => {
    const edges = [...LINEAGE.edges, { parent: 'gone', child: 'g:1', how: 'x' }];
    expect(() => lineage({ ...LINEAGE, edges })).not.toThrow();
  });

  it('shows the steps that an address asks for, also where no choice has them', () => {
    views.put('/api/lineage?id=g1&depth=7', LINEAGE);
    const markup = inventory({}, '/sources?view=lineage&id=g1&depth=7');
    expect(markup).toContain('<option value="7" selected="">7</option>');
    expect(textOf(markup)).toContain('3 nodes, 3 steps');
  });

  it('says how many names a node has besides, in words that fit', () => {
    const [node] = LINEAGE.nodes;
    const named = (names: string[]) =>
      lineage({ ...LINEAGE, nodes: [{ ...node, names }, ...LINEAGE.nodes.slice(1)] });
    expect(named(['a', 'b', 'c'])).toContain('a and 2 more names, in a loop');
    expect(named(['a'])).toMatch(/aria-label="generation \u21bb a, in a loop"/);
  });
});
