import { OutcrossError } from '../base/errors.ts';

/** Where the data of a source come from: the categories of the public summary under the EU AI Act. */
export const SOURCE_CATEGORIES = [
  'public',
  'licensed',
  'private',
  'crawled',
  'user',
  'synthetic',
  'other',
] as const;
export type SourceCategory = (typeof SOURCE_CATEGORIES)[number];

/** A person or an organization. */
export interface Party {
  readonly name: string;
  readonly kind?: 'person' | 'organization';
  readonly url?: string;
  readonly email?: string;
  readonly address?: string;
}

/** Days or moments, ISO 8601; each side may be left out. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

export interface SourceFacts {
  readonly category?: SourceCategory;
  readonly title?: string;
  readonly description?: string;
  readonly url?: string;
  readonly license?: string;
  readonly rightsHolder?: Party;
  readonly collected?: Period;
  /** Names of domains, or the bytes that were taken from each. */
  readonly domains?: readonly string[] | Readonly<Record<string, number>>;
  readonly crawler?: {
    readonly names?: readonly string[];
    readonly purpose?: string;
    readonly behaviour?: string;
  };
  /** Countries, ISO 3166-1. */
  readonly geography?: readonly string[];
}

export interface ModelFacts {
  readonly title?: string;
  readonly version?: string;
  readonly publisher?: Party;
  readonly url?: string;
  readonly license?: string;
}

/** A term of a list, with the list that it is of. */
export interface Term {
  readonly code: string;
  readonly system?: string;
  readonly description?: string;
}

/** What the public summary asks beyond what a data set knows of itself: it speaks of a model. */
export interface SummaryFacts {
  readonly version?: string;
  readonly updated?: string;
  readonly provider?: Party;
  readonly representative?: Party;
  readonly models?: readonly string[];
  readonly dependencies?: readonly string[];
  readonly placed?: string;
  readonly modalities?: readonly string[];
  readonly content?: string;
  readonly latestData?: string;
  readonly continuous?: boolean;
  readonly linguistic?: string;
  readonly characteristics?: string;
  readonly codeOfPractice?: boolean;
  readonly reservations?: string;
  readonly illegalContent?: string;
  readonly comments?: string;
}

/** The section `dataset` of `outcross.yaml`: what nobody can read from the data. All of it may be left out. */
export interface DatasetFacts {
  readonly name?: string;
  readonly description?: string;
  readonly version?: string;
  readonly url?: string;
  /** Where the files can be had: their names are appended. */
  readonly download?: string;
  readonly license?: string;
  readonly languages?: readonly string[];
  readonly tasks?: readonly string[];
  readonly keywords?: readonly string[];
  readonly citation?: string;
  readonly creators?: readonly Party[];
  readonly publisher?: Party;
  readonly contact?: Party;
  readonly published?: string;
  readonly created?: string;
  readonly previous?: string;
  readonly geography?: readonly string[];
  readonly purposes?: readonly Term[];
  readonly collection?: string;
  readonly preprocessing?: readonly string[];
  readonly limitations?: readonly string[];
  readonly biases?: readonly string[];
  readonly useCases?: readonly string[];
  readonly personalData?: readonly string[];
  readonly socialImpact?: string;
  readonly maintenance?: string;
  readonly confidentiality?: readonly { readonly regulation: Term; readonly evaluated: boolean }[];
  readonly consents?: readonly string[];
  readonly privacy?: readonly {
    readonly category: Term;
    readonly tool: string;
    readonly parameters?: readonly string[];
    readonly results?: readonly string[];
  }[];
  readonly processing?: { readonly included?: readonly string[]; readonly excluded?: readonly string[] };
  readonly storage?: { readonly allowed?: readonly string[]; readonly forbidden?: readonly string[] };
  readonly copyright?: readonly string[];
  readonly patent?: readonly string[];
  readonly trademark?: readonly string[];
  readonly sources?: Readonly<Record<string, SourceFacts>>;
  readonly models?: Readonly<Record<string, ModelFacts>>;
  readonly summary?: SummaryFacts;
}

type PlaceOf = (path: readonly (string | number)[]) => string;

/**
 * The facts of a section that its schema admits. Throws `E_CONFIG` for what the schema cannot see: a period that ends before it
 * begins, a day that the calendar does not have.
 */
export function readDataset(section: unknown, placeAt: PlaceOf = () => 'dataset'): DatasetFacts {
  const facts = (section ?? {}) as DatasetFacts;
  for (const [name, { collected }] of Object.entries(facts.sources ?? {})) {
    const { from, to } = collected ?? {};
    for (const [side, date] of Object.entries({ from, to })) {
      if (date === undefined || isInCalendar(date)) continue;
      throw new OutcrossError('E_CONFIG', `${date} is in no calendar`, {
        where: placeAt(['sources', name, 'collected', side]),
        hint: 'Write a year, a month, a day or a moment: 2021, 2021-03, 2021-03-05, 2021-03-05T12:30Z.',
      });
    }
    if (from === undefined || to === undefined || endOf(to) >= startOf(from)) continue;
    throw new OutcrossError('E_CONFIG', `the source was collected from ${from} to ${to}, backwards`, {
      where: placeAt(['sources', name, 'collected', 'to']),
      hint: 'The first date comes first.',
    });
  }
  return facts;
}

/** From the first day of several periods to the last, each as it was stated; a side that none states is absent. */
export function spanOf(periods: readonly (Period | undefined)[]): Period {
  const pick = (days: readonly string[], isBetter: (day: string, best: string) => boolean) =>
    days.reduce<string | undefined>(
      (best, day) => (best === undefined || isBetter(day, best) ? day : best),
      undefined,
    );
  const from = pick(
    periods.flatMap((period) => period?.from ?? []),
    (day, best) => startOf(day) < startOf(best),
  );
  const to = pick(
    periods.flatMap((period) => period?.to ?? []),
    (day, best) => endOf(day) > endOf(best),
  );
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The first millisecond; a moment without a zone is one of UTC, wherever it is read. */
function startOf(date: string): number {
  return Date.parse(/T[\d:.]+$/.test(date) ? `${date}Z` : date);
}

/** `2021`, `2021-03` and `2021-03-05` last until their end, so that from 2021-03-05 to 2021 is no mistake. */
function endOf(date: string): number {
  const start = startOf(date);
  if (date.includes('T')) return start;
  const end = new Date(start);
  if (date.length === 4) end.setUTCFullYear(end.getUTCFullYear() + 1);
  else if (date.length === 7) end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setUTCDate(end.getUTCDate() + 1);
  return end.getTime() - 1;
}

/** `Date.parse` takes 30 February for a day of March. */
function isInCalendar(date: string): boolean {
  const day = date.slice(0, 10);
  const start = Date.parse(day);
  if (Number.isNaN(start) || Number.isNaN(startOf(date))) return false;
  return new Date(start).toISOString().startsWith(day);
}

/** What is known of a source, nothing where it is not named: a source may be called `constructor`. */
export function sourceFacts({ sources = {} }: DatasetFacts, name: string): SourceFacts {
  return Object.hasOwn(sources, name) ? sources[name] : {};
}

export function modelFacts({ models = {} }: DatasetFacts, name: string): ModelFacts {
  return Object.hasOwn(models, name) ? models[name] : {};
}
