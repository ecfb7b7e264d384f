/** A piece of markup, by where it stands in the text. */
export interface XmlTag {
  readonly kind: 'open' | 'close' | 'empty';
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  /** From `<` to behind `>`. */
  readonly start: number;
  readonly end: number;
}

export interface XmlAttribute {
  readonly name: string;
  /** With entities resolved. */
  readonly value: string;
  /** The value as written, without its quotes. */
  readonly start: number;
  readonly end: number;
}

const NAME =
  '[A-Za-z_\\u00c0-\\uffff][\\w.\\-\\u00b7-\\uffff]*(?::[A-Za-z_\\u00c0-\\uffff][\\w.\\-\\u00b7-\\uffff]*)?';
const TAG = new RegExp(`<(/?)(${NAME})`, 'y');
const ATTRIBUTE = new RegExp(`\\s+(${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'y');
const TAG_END = /\s*(\/?)>/y;

/** What is passed over, by how it begins and ends. */
const PASSED: readonly (readonly [begin: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
];

/**
 * The tags of an XML document, in their order, or undefined where it is none: tags that do not match, text that stops, or a document
 * type, whose entities could grow without bound and are no part of XMP.
 */
export function xmlTags(text: string): readonly XmlTag[] | undefined {
  const tags: XmlTag[] = [];
  const open: string[] = [];
  let at = 0;
  for (let next = text.indexOf('<', at); next >= 0; next = text.indexOf('<', at)) {
    const passed = PASSED.find(([begin]) => text.startsWith(begin, next));
    if (passed !== undefined) {
      const end = text.indexOf(passed[1], next + passed[0].length);
      if (end < 0) return undefined;
      at = end + passed[1].length;
      continue;
    }
    const tag = tagAt(text, next);
    if (tag === undefined) return undefined;
    if (tag.kind === 'open') open.push(tag.name);
    if (tag.kind === 'close' && open.pop() !== tag.name) return undefined;
    tags.push(tag);
    at = tag.end;
  }
  return open.length === 0 && tags.length > 0 ? tags : undefined;
}

function tagAt(text: string, start: number): XmlTag | undefined {
  TAG.lastIndex = start;
  const head = TAG.exec(text);
  if (head === null) return undefined;
  const attributes: XmlAttribute[] = [];
  let at = TAG.lastIndex;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(text);
    if (found === null) break;
    at = ATTRIBUTE.lastIndex;
    const raw = found[2] ?? found[3];
    const value = unescaped(raw);
    if (value === undefined) return undefined;
    attributes.push({ name: found[1], value, start: at - 1 - raw.length, end: at - 1 });
  }
  TAG_END.lastIndex = at;
  const tail = TAG_END.exec(text);
  if (tail === null) return undefined;
  const [closes, empty] = [head[1] === '/', tail[1] === '/'];
  if (closes && (empty || attributes.length > 0)) return undefined;
  const kind = closes ? 'close' : empty ? 'empty' : 'open';
  return { kind, name: head[2], attributes, start, end: TAG_END.lastIndex };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its entities resolved, or undefined where it has others than XML knows by itself. */
export function unescaped(text: string): string | undefined {
  let known = true;
  const plain = text.replaceAll(/&(#x[0-9a-f]+|#\d+|\w+)?;?/gi, (whole, name: string | undefined) => {
    const value = name === undefined || !whole.endsWith(';') ? undefined : entity(name);
    if (value === undefined) known = false;
    return value ?? '';
  });
  return known ? plain : undefined;
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
  const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  const isCharacter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : undefined;
}

/** Text that stands in XML, in an attribute too, as it is. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
