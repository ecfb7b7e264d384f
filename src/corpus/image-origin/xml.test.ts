import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, unescaped, xmlTags } from './xml.ts';

const names = (text: string) => xmlTags(text)?.map(({ kind, name }) => `${kind} ${name}`);

describe('xmlTags', () => {
  it('lists tags in their order, and passes over comments, instructions and CDATA', () => {
    expect(names('<?xml version="1.0"?><a><!-- <b> --><c:d/><![CDATA[<e>]]></a>')).toEqual([
      'open a',
      'empty c:d',
      'close a',
    ]);
  });

  it('says where values stand', () => {
    const text = `<a x = "1" y='&lt;2'/>`;
    const [{ attributes, start, end }] = xmlTags(text)!;
    expect([start, end]).toEqual([0, text.length]);
    expect(attributes.map(({ name, value }) => [name, value])).toEqual([
      ['x', '1'],
      ['y', '<2'],
    ]);
    expect(attributes.map((one) => text.slice(one.start, one.end))).toEqual(['1', '&lt;2']);
  });

  it('takes nothing that is no XML', () => {
    const wrong = [
      '',
      'text',
      '<a>',
      '</a>',
      '<a></b>',
      '<a',
      '<a x></a>',
      '<a x=1/>',
      '<a x="<"/>',
      '<a></a x="1">',
      '<a/></a>',
      '<!-- <a/>',
      '<a x="&unknown;"/>',
      '<a x="&amp"/>',
      '<1/>',
    ];
    for (const text of wrong) expect(xmlTags(text)).toBeUndefined();
  });

  it('refuses document types, whose entities could grow without bound', () => {
    expect(xmlTags('<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>')).toBeUndefined();
  });

  it('ends on any text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      ':',
      '"',
      "'",
      '=',
      ' ',
      '&',
      ';',
      '<!--',
      '-->',
      '<?',
      '?>',
      '<![CDATA[',
      ']]>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
        const tags = xmlTags(parts.join(''));
        expect(tags === undefined || tags.length > 0).toBe(true);
      }),
    );
  });
});

describe('escaped', () => {
  it('is undone by unescaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(unescaped(escaped(text))).toBe(text);
        expect(escaped(text)).not.toMatch(/[<>"]/);
      }),
    );
  });

  it('knows the entities of XML and numbers, and no others', () => {
    expect(unescaped('&amp;&lt;&gt;&quot;&apos;&#65;&#x1F30A;')).toBe(`&<>"'A\u{1f30a}`);
    for (const text of ['&nbsp;', '&', '&#xD800;', '&#0;', '&#x110000;', '&constructor;'])
      expect(unescaped(text)).toBeUndefined();
  });
});
