import fc from 'fast-check';
import type { TSchema } from 'typebox';

/** Names that a stranger may give: markup, what hides or reorders, what means something to an address or to JavaScript. */
export const STRANGE = [
  'g1',
  '',
  ' ',
  '<img src=x onerror=alert(1)>',
  '\u202elive\u0000',
  'tag\u{e0067}\u200b',
  '__proto__',
  'constructor',
  'https://a.example/Caf%C3%A9?x=1&y#z',
  '"quoted" \'too\'',
  'long '.repeat(80),
] as const;

/** What must never be seen as it is (`src/report/visible.ts`), but for line ends, which a `pre` holds. */
const HIDDEN =
  /(?!\n)\p{Cc}|\p{Cs}|[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}]/u;

/** Attributes that nobody reads: what a form or a script keeps. */
const KEPT = /\s(?:data-[a-z-]+|value|id|for|list|aria-controls|aria-labelledby)="[^"]*"/g;

/** What a person would see or hear of `markup` that no page may show, with what stands around it; nothing where all is well. */
export function faultsOf(markup: string): string[] {
  const seen = markup.replace(KEPT, '').replace(/<textarea[^>]*>[^<]*<\/textarea>/g, '');
  const words = seen.replace(/<[^>]*>/g, ' ');
  return [
    ['hidden', HIDDEN.exec(seen)],
    ['markup', /<img src=x/.exec(seen)],
    ['no value', /\bundefined\b|\bNaN\b|\bnull\b|\[object |\bInfinity\b/.exec(words)],
    ['no value in an attribute', /="[^"]*(?:\bundefined\b|NaN|\[object )[^"]*"/.exec(seen)],
  ].flatMap(([fault, found]) => {
    if (found === null || typeof found === 'string') return [];
    return [`${fault}: ${(found.input ?? '').slice(Math.max(0, found.index - 80), found.index + 60)}`];
  });
}

interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly items?: Shape | readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
}

/** Answers for members that are documents with schemas of their own, by name of member. */
export type Documents = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** What hides comes as often as all else together. */
const STRING = fc.oneof(
  fc.constantFrom<string[]>(...STRANGE),
  fc.constantFrom<string[]>(STRANGE[4], STRANGE[5]),
);
const NUMBER = fc.constantFrom(0, 1, 0.5, 1e-9, -1, 1234.5, 1e12);
const INTEGER = fc.constantFrom(0, 1, 2, 40, 1_000_000_007);
const MOMENT = fc.constantFrom(
  '1999-12-31T23:59:59.999Z',
  '2026-03-01T12:00:00.000Z',
  '9999-01-01T00:00:00Z',
);

/** Any answer that `schema` of the wire allows, optional members there or not. */
export function answersOf<T>(schema: TSchema, documents: Documents = {}): fc.Arbitrary<T> {
  return of(schema as Shape, documents) as fc.Arbitrary<T>;
}

function of(shape: Shape, documents: Documents): fc.Arbitrary<unknown> {
  if (shape.const !== undefined) return fc.constant(shape.const);
  if (shape.anyOf !== undefined) return fc.oneof(...shape.anyOf.map((one) => of(one, documents)));
  switch (shape.type) {
    case 'string':
      return stringOf(shape);
    case 'integer':
      return INTEGER;
    case 'number':
      return NUMBER;
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return arrayOf(shape, documents);
    default:
      return objectOf(shape, documents);
  }
}

function stringOf({ format, pattern }: Shape): fc.Arbitrary<string> {
  if (format === 'date-time') return MOMENT;
  return pattern === undefined ? STRING : fc.constant('ab'.repeat(32));
}

function arrayOf({ items }: Shape, documents: Documents): fc.Arbitrary<unknown> {
  if (Array.isArray(items)) return fc.tuple(...items.map((one) => of(one, documents)));
  return fc.array(of(items as Shape, documents), { maxLength: 4 });
}

function objectOf(shape: Shape, documents: Documents): fc.Arbitrary<unknown> {
  const pattern = Object.values(shape.patternProperties ?? {})[0];
  // `__proto__` is no name of a member that JSON could not hold, but one that an assignment loses.
  if (pattern !== undefined)
    return fc
      .array(fc.tuple(STRING, of(pattern, documents)), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries));
  const members = Object.entries(shape.properties ?? {}).map(
    ([name, member]) => [name, documents[name] ?? of(member, documents)] as const,
  );
  const required = (shape.required ?? []) as never[];
  return fc.record(Object.fromEntries(members), { requiredKeys: required, noNullPrototype: true });
}

/** Finds an answer that `show` does not bear: it throws, or shows what no page may show. */
export function tryAnswers<T>(
  schema: TSchema,
  show: (answer: T) => string,
  documents: Documents = {},
  numRuns = 25,
): void {
  fc.assert(
    fc.property(answersOf<T>(schema, documents), (answer) => {
      const faults = faultsOf(show(answer));
      if (faults.length > 0) throw new Error(faults.join('\n'));
    }),
    { numRuns },
  );
}
