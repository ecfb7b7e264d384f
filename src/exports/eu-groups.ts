import { type Asked, NOT_STATED, placeOf } from './asked.ts';
import { SOURCE_CATEGORIES, type SourceCategory, type SourceFacts, sourceFacts } from './dataset.ts';
import type { ExportFacts } from './facts.ts';

/** A source of the set, with what is known of it. */
export interface Source {
  readonly name: string;
  readonly facts: SourceFacts;
  readonly examples: number;
  readonly tokens: number;
}

export interface CategoryGroup {
  /** Undefined: of these nobody stated one. */
  readonly category: SourceCategory | undefined;
  readonly sources: readonly Source[];
  readonly examples: number;
  readonly tokens: number;
}

/** The sources of a set by category, in the order of the template, those without one last. */
export interface Grouped {
  readonly byCategory: readonly CategoryGroup[];
  /** Examples whose source nobody knows; they count to no category. */
  readonly nameless: { readonly examples: number; readonly tokens: number } | undefined;
  /** Tokens of the set. */
  readonly whole: number;
}

/** Asks for the category of every source. */
export function grouped({ manifest, dataset }: ExportFacts, asked: Asked): Grouped {
  const { bySource, tokens } = manifest.composition;
  const nameless = bySource.find(({ value }) => value === undefined);
  if (nameless !== undefined) asked.value(undefined, 'the source of some examples');
  const sources = bySource.flatMap(({ value, examples, tokens: own }) =>
    value === undefined ? [] : [{ name: value, facts: sourceFacts(dataset, value), examples, tokens: own }],
  );
  for (const { name, facts } of sources) asked.value(facts.category, placeOf('sources', name, 'category'));
  const groups = [...SOURCE_CATEGORIES, undefined].map((category) => {
    const own = sources.filter(({ facts }) => facts.category === category);
    const rest = category === undefined ? nameless : undefined;
    return {
      category,
      sources: own,
      examples: own.reduce((sum, { examples }) => sum + examples, rest?.examples ?? 0),
      tokens: own.reduce((sum, source) => sum + source.tokens, rest?.tokens ?? 0),
    };
  });
  return { byCategory: groups.filter(({ examples }) => examples > 0), nameless, whole: tokens };
}

export function ofCategory({ byCategory }: Grouped, category: SourceCategory): readonly Source[] {
  return byCategory.find((group) => group.category === category)?.sources ?? [];
}

/** `No` only where the category of everything is stated. */
export function answerTo(sources: Grouped, category: SourceCategory): string {
  if (ofCategory(sources, category).length > 0) return 'Yes';
  return sources.byCategory.some((group) => group.category === undefined) ? NOT_STATED : 'No';
}
