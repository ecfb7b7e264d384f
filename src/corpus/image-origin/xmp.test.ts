import { describe, expect, it } from 'vitest';
import { ATTRIBUTE, ELEMENT, OTHER, packetWith, RESOURCE } from './pictures.test.support.ts';
import { digitalSourceType, withDigitalSourceType } from './xmp.ts';

const PHOTO = 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture';
const MADE = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

describe('digitalSourceType', () => {
  it('reads the property as an attribute, as an element and as a resource', () => {
    for (const packet of [ATTRIBUTE, ELEMENT, RESOURCE])
      expect(digitalSourceType(packet)).toEqual({ value: PHOTO });
    expect(digitalSourceType(OTHER)).toEqual({ value: undefined });
  });

  it('goes by the namespace, not by the prefix', () => {
    const foreign = ATTRIBUTE.replace('http://iptc.org/std/Iptc4xmpExt/2008-02-29/', 'http://a.example/');
    expect(digitalSourceType(foreign)).toEqual({ value: undefined });
    const unbound = packetWith(`<rdf:Description DigitalSourceType="${PHOTO}"/>`);
    expect(digitalSourceType(unbound)).toEqual({ value: undefined });
  });

  it('reads a namespace where it holds, and not where it ended', () => {
    const out = packetWith(
      `<rdf:Description xmlns:i="http://a.example/"><x xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"/><i:DigitalSourceType>${PHOTO}</i:DigitalSourceType></rdf:Description>`,
    );
    expect(digitalSourceType(out)).toEqual({ value: undefined });
  });

  it('knows nothing of what is no XML', () => {
    expect(digitalSourceType('not XML')).toBeUndefined();
  });
});

describe('withDigitalSourceType', () => {
  it('replaces the value and leaves all else as it stands', () => {
    for (const packet of [ATTRIBUTE, ELEMENT, RESOURCE]) {
      const written = withDigitalSourceType(packet, MADE)!;
      expect(digitalSourceType(written)).toEqual({ value: MADE });
      expect(written.replace(MADE, '').replaceAll(' ', '')).toBe(
        packet.replace(PHOTO, '').replaceAll(' ', ''),
      );
    }
  });

  it('adds it beside other properties, of the same subject', () => {
    const written = withDigitalSourceType(OTHER, MADE)!;
    expect(digitalSourceType(written)).toEqual({ value: MADE });
    expect(written).toContain('<dc:title>a &amp; b</dc:title>');
    expect(written.match(/rdf:about="uuid:&quot;1&quot;"/g)).toHaveLength(2);
    expect(withDigitalSourceType(written, PHOTO)).toBe(written.replace(MADE, PHOTO));
  });

  it('adds it to an empty description of resources', () => {
    const empty = '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" />';
    expect(digitalSourceType(withDigitalSourceType(empty, MADE)!)).toEqual({ value: MADE });
  });

  it('makes a packet where there is none', () => {
    expect(digitalSourceType(withDigitalSourceType(undefined, MADE)!)).toEqual({ value: MADE });
  });

  it('writes over nothing that it does not understand', () => {
    for (const packet of ['', 'not XML', '<a/>', '<a>'])
      expect(withDigitalSourceType(packet, MADE)).toBeUndefined();
  });

  it('keeps a value that is no address from becoming markup', () => {
    const written = withDigitalSourceType(ATTRIBUTE, '"/><x a="')!;
    expect(digitalSourceType(written)).toEqual({ value: '"/><x a="' });
  });
});

describe('the text of the property', () => {
  const element = (content: string) =>
    packetWith(
      `<rdf:Description xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><i:DigitalSourceType>${content}</i:DigitalSourceType></rdf:Description>`,
    );

  it.each([
    ['in CDATA', `<![CDATA[${MADE}]]>`],
    ['in pieces of CDATA', `${MADE.slice(0, 9)}<![CDATA[${MADE.slice(9, 20)}]]>${MADE.slice(20)}`],
    ['behind a comment', `<!-- who knows --> ${MADE}`],
    ['around a comment of lines', `${MADE.slice(0, 9)}<!--\r\n&nothing;\n-->${MADE.slice(9)}`],
    ['around an instruction', `${MADE}<?x y?>`],
    ['with entities', MADE.replace('/', '&#x2f;').replace('t', '&#116;')],
    ['between line ends', `\r\n\t${MADE}\r\n`],
  ])('is read %s, and replaced whole', (_, content) => {
    expect(digitalSourceType(element(content))).toEqual({ value: MADE });
    expect(withDigitalSourceType(element(content), PHOTO)).toBe(element(PHOTO));
  });

  it('in CDATA has no entities, and says what it says', () => {
    expect(digitalSourceType(element('<![CDATA[a&amp;b]]>'))).toEqual({ value: 'a&amp;b' });
    expect(digitalSourceType(element('a&amp;b'))).toEqual({ value: 'a&b' });
  });

  it('with an entity that nobody knows says nothing', () => {
    expect(digitalSourceType(element('&who;'))).toEqual({ value: undefined });
  });
});
