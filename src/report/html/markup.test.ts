import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, isolated, Markup, markup } from './markup.ts';

describe('markup', () => {
  it('trusts its own text and escapes what is put in', () => {
    expect(markup`<p title="${'"><script>'}">${'a & b'}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">a &amp; b</p>',
    );
  });

  it('nests, joins lists, and leaves out what is absent', () => {
    const items = ['a', '<'].map((text) => markup`<li>${text}</li>`);
    expect(markup`<ul>${items}${undefined}${false}${3}</ul>`.text).toBe('<ul><li>a</li><li>&lt;</li>3</ul>');
  });

  it('does not escape twice', () => {
    expect(markup`${markup`${'&'}`}`.text).toBe('&amp;');
  });

  it('takes nothing that only looks like markup for markup', () => {
    const forged = JSON.parse('{"text":"<script>"}');
    expect(forged instanceof Markup).toBe(false);
    expect(() => markup`${forged}`).toThrow();
  });
});

describe('escapeHtml', () => {
  it('leaves nothing that could open a tag or close an attribute, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"'\p{Cc}]/u.test(escapeHtml(text))));
  });

  it('makes overrides visible', () => {
    expect(escapeHtml('a\u202eb')).toBe('a[U+202E]b');
  });
});

describe('isolated', () => {
  it('keeps the direction of a name to itself', () => {
    expect(isolated('שלום <b>').text).toBe('<bdi>שלום &lt;b&gt;</bdi>');
  });
});
