import { escaped, unescaped, type XmlTag, xmlTags } from './xml.ts';

/** IPTC Extension, in which the property stands. */
const IPTC_EXT = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const PROPERTY = 'DigitalSourceType';

/** The value of a property, and where it stands in the packet as written. */
interface Found {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** What a packet holds: the value, `undefined` where it holds none. Itself undefined where the packet is no XML. */
export function digitalSourceType(packet: string): { readonly value: string | undefined } | undefined {
  const tags = xmlTags(packet);
  return tags === undefined ? undefined : { value: propertyIn(packet, tags)?.value };
}

/**
 * The packet with the property set to `value`, all else as it stands; a packet of its own where there is none. Undefined where the
 * packet is no XML or holds no RDF, so that nothing that cannot be understood is written over.
 */
export function withDigitalSourceType(packet: string | undefined, value: string): string | undefined {
  if (packet === undefined) return newPacket(value);
  const tags = xmlTags(packet);
  if (tags === undefined) return undefined;
  const found = propertyIn(packet, tags);
  if (found !== undefined) return packet.slice(0, found.start) + escaped(value) + packet.slice(found.end);
  return inserted(packet, tags, value);
}

function inserted(packet: string, tags: readonly XmlTag[], value: string): string | undefined {
  const scopes = scopesOf(tags);
  const root = tags.findIndex(({ name }, i) => isNamed(name, RDF, 'RDF', scopes[i]));
  if (root < 0) return undefined;
  const { kind, name, start, end } = tags[root];
  const prefix = prefixOf(name);
  const about = tags.findIndex((tag, i) => isNamed(tag.name, RDF, 'Description', scopes[i]));
  const subject = about < 0 ? '' : (attribute(tags[about], RDF, 'about', scopes[about])?.value ?? '');
  const block = description(prefix, subject, value);
  if (kind === 'empty') {
    const opened = packet.slice(start, end).replace(/\s*\/>$/, '>');
    return `${packet.slice(0, start)}${opened}${block}</${name}>${packet.slice(end)}`;
  }
  const close = tags.findLast((tag) => tag.kind === 'close' && tag.name === name)!;
  return packet.slice(0, close.start) + block + packet.slice(close.start);
}

function description(prefix: string, about: string, value: string): string {
  return (
    `<${prefix}Description ${prefix}about="${escaped(about)}" xmlns:Iptc4xmpExt="${IPTC_EXT}">` +
    `<Iptc4xmpExt:${PROPERTY}>${escaped(value)}</Iptc4xmpExt:${PROPERTY}></${prefix}Description>`
  );
}

function newPacket(value: string): string {
  return (
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${RDF}">` +
    `${description('rdf:', '', value)}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  );
}

/** The property as an attribute of a description, as an element with text, or as one with `rdf:resource`. */
function propertyIn(packet: string, tags: readonly XmlTag[]): Found | undefined {
  const scopes = scopesOf(tags);
  for (const [i, tag] of tags.entries()) {
    if (tag.kind === 'close') continue;
    if (isNamed(tag.name, RDF, 'Description', scopes[i])) {
      const shorthand = attribute(tag, IPTC_EXT, PROPERTY, scopes[i]);
      if (shorthand !== undefined) return shorthand;
    }
    if (!isNamed(tag.name, IPTC_EXT, PROPERTY, scopes[i])) continue;
    const resource = attribute(tag, RDF, 'resource', scopes[i]);
    if (resource !== undefined) return resource;
    const next = tags[i + 1];
    if (tag.kind === 'empty' || next?.kind !== 'close') continue;
    const value = textIn(packet.slice(tag.end, next.start));
    if (value !== undefined) return { value: value.trim(), start: tag.end, end: next.start };
  }
  return undefined;
}

/** The text of an element without elements in it: comments say nothing, and CDATA is as written. */
function textIn(content: string): string | undefined {
  const pieces = content.replaceAll(/<!--.*?-->|<\?.*?\?>/gs, '').split(/<!\[CDATA\[(.*?)\]\]>/s);
  const plain = pieces.map((piece, i) => (i % 2 === 1 ? piece : unescaped(piece)));
  return plain.includes(undefined) ? undefined : plain.join('');
}

/** Namespaces by prefix, as they hold at a tag. */
type Scope = ReadonlyMap<string, string>;

function scopesOf(tags: readonly XmlTag[]): readonly Scope[] {
  const stack: Scope[] = [new Map()];
  return tags.map((tag) => {
    if (tag.kind === 'close') return stack.pop()!;
    const own = tag.attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
    const scope =
      own.length === 0
        ? stack.at(-1)!
        : new Map([...stack.at(-1)!, ...own.map(({ name, value }) => [name.slice(6), value] as const)]);
    if (tag.kind === 'open') stack.push(scope);
    return scope;
  });
}

function isNamed(name: string, namespace: string, local: string, scope: Scope): boolean {
  const colon = name.indexOf(':');
  return name.slice(colon + 1) === local && scope.get(name.slice(0, Math.max(0, colon))) === namespace;
}

function attribute(tag: XmlTag, namespace: string, local: string, scope: Scope): Found | undefined {
  // An attribute without a prefix has no namespace, even where elements have one by default.
  return tag.attributes.find(({ name }) => name.includes(':') && isNamed(name, namespace, local, scope));
}

function prefixOf(name: string): string {
  return name.slice(0, name.indexOf(':') + 1);
}
