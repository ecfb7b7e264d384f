import { afterEach, describe, expect, it } from 'vitest';
import type { LineageView, SourcesView } from '../../../../src/server/wire.ts';
import { views } from '../../api/views.ts';
import { rendered, textOf } from '../../shell/rendered.test.support.tsx';
import { Graph } from './graph.tsx';
import { isUnknown, unknownWords } from './inventory.tsx';
import { endsOf, lineageUrl } from './lineage.tsx';
import SourcesPage from './page.tsx';
import { LINEAGE, SOURCES } from './sources.test.support.ts';

afterEach(() => views.clear());

function shown(more: Partial<SourcesView> = {}, at = '/sources'): string {
  views.put('/api/sources', { ...SOURCES, ...more });
  return rendered(<SourcesPage />, { at });
}

describe('the inventory', () => {
  it('counts sources, unknowns and those that the line feeds', () => {
    const text = textOf(shown());
    expect(text).toContain('Sources 2 1 with unknowns');
    expect(text).toContain('Of unknown origin 4% of examples');
    expect(text).toContain('Fed by this line 1 source');
  });

  it('says of each source what is known and what is not', () => {
    const text = textOf(shown());
    expect(text).toContain('forum human 1,200 90,000 CC0-1.0 Ada');
    expect(text).toContain('↻ m<1> , m2');
    expect(text).toContain('<b>scrape</b>');
    expect(text).toContain('origin license');
  });

  it('says in words what its bars show', () => {
    expect(shown()).toContain('aria-label="1,100 human (92%), 100 unknown (8.3%)"');
  });

  it('leads to the lineage of each, whatever it is called', () => {
    expect(shown()).toContain('href="/sources?view=lineage&amp;id=%3Cb%3Escrape%3C%2Fb%3E"');
  });

  it('keeps only sources of which something is unknown where the address asks for it', () => {
    const text = textOf(shown({}, '/sources?only=unknown'));
    expect(text).toContain('<b>scrape</b>');
    expect(text).not.toContain('CC0-1.0');
  });

  it('says what to run where no source is registered', () => {
    const text = textOf(
      shown({ sources: [], empty: { why: 'The ledger is empty.', command: 'outcross check' } }),
    );
    expect(text).toContain('No source is registered.');
    expect(text).toContain('The ledger is empty.');
    expect(text).toContain('outcross sources register NAME');
  });

  it('does not say 0% where nothing was counted', () => {
    const { unknownShare: _, ...rest } = SOURCES;
    views.put('/api/sources', rest);
    expect(textOf(rendered(<SourcesPage />, { at: '/sources' }))).toContain(
      'Of unknown origin \u2013 nothing was counted',
    );
  });
});

describe('isUnknown', () => {
  it('holds of a source without a known origin, and of one of which something is missing', () => {
    const source = { id: 's', unknown: [], fedBy: [] };
    expect(isUnknown(source)).toBe(true);
    expect(isUnknown({ ...source, origin: 'unknown' })).toBe(true);
    expect(isUnknown({ ...source, origin: 'human' })).toBe(false);
    expect(isUnknown({ ...source, origin: 'human', unknown: ['owner'] })).toBe(true);
  });
});

describe('what is unknown of a source', () => {
  it.each([
    [[], []],
    [['owner'], ['owner']],
    [
      ['registered', 'origin', 'license', 'owner', 'category', 'collected'],
      ['not registered', 'origin'],
    ],
    [
      ['registered', 'license', 'owner'],
      ['not registered', 'license', 'owner'],
    ],
  ])('%j is said as %j', (unknown, words) => {
    expect(unknownWords({ unknown })).toEqual(words);
  });
});

describe('the lineage', () => {
  function lineage(view: LineageView, at = '/sources?view=lineage', url = '/api/lineage'): string {
    views.put(url, view);
    return shown({}, at);
  }

  it('draws a box for every node, named for whoever cannot see it', () => {
    const markup = lineage(LINEAGE);
    expect(markup.match(/<g role="button"/g)).toHaveLength(3);
    expect(markup).toContain('aria-label="generation \u21bb g1 and 1 more name, in a loop"');
    expect(markup).toContain('train-2 [U+202E]');
  });

  it('lets the keyboard reach one box, from which arrows lead to the others', () => {
    const markup = lineage(LINEAGE);
    expect(markup.match(/<g role="button" tabindex="0"/g)).toHaveLength(1);
    expect(markup).toMatch(/tabindex="0" data-key="mix:1"/);
  });

  it('tells what is known of the node that the address names', () => {
    const text = textOf(lineage(LINEAGE, '/sources?view=lineage&node=g%3A1'));
    expect(text).toContain('generation , also data/g1.jsonl early');
    expect(text).toContain('Made from trigram-2 generated');
    expect(text).toContain('Made into train-2 [U+202E] mixed');
  });

  it('tells of the root where the address names none, and shows facts as text', () => {
    const markup = lineage(LINEAGE);
    expect(markup).not.toContain('<i>fact');
    expect(textOf(markup)).toContain('35% human <i>fact</i>');
  });

  it('shows loops as ways back to where they begin, and what was left out', () => {
    const text = textOf(lineage(LINEAGE));
    expect(text).toContain('g1 → train-2 [U+202E] → trigram-2 → g1');
    expect(text).toContain('12 nodes further off are left out');
  });

  it('asks for what the address names', () => {
    const text = textOf(
      lineage(LINEAGE, '/sources?view=lineage&id=a%26b&depth=2', '/api/lineage?id=a%26b&depth=2'),
    );
    expect(text).toContain('Whole line');
    expect(text).toContain('trigram-2');
  });

  it('says what to run where nothing was made from anything', () => {
    expect(textOf(lineage({ nodes: [], edges: [], loops: [], leftOut: 0 }))).toContain('outcross check');
  });
});

describe('lineageUrl', () => {
  it('asks for the whole line without an id, and for no steps that are none', () => {
    expect(lineageUrl('', '3')).toBe('/api/lineage');
    expect(lineageUrl('g1', '')).toBe('/api/lineage?id=g1');
    expect(lineageUrl('g1', '-1')).toBe('/api/lineage?id=g1');
    expect(lineageUrl('g1', '12')).toBe('/api/lineage?id=g1&depth=12');
  });
});

describe('endsOf', () => {
  it('passes over ends that were left out', () => {
    const edges = [{ parent: 'gone', child: 'g:1', how: 'x' }, ...LINEAGE.edges];
    expect(endsOf({ ...LINEAGE, edges }, 'g:1').parents.map(([{ key }]) => key)).toEqual(['m:2']);
  });
});

describe('the graph', () => {
  it('marks loops otherwise than by colour alone', () => {
    const markup = rendered(<Graph lineage={LINEAGE} chosen="" onChoose={() => {}} />);
    expect(markup.match(/>model \u21bb</g)).toHaveLength(1);
    expect(markup.match(/url\(#arrow-loop\)/g)).toHaveLength(3);
  });
});
