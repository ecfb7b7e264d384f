import type { Report } from './report.ts';

/** Keys in the order in which a person reads them. A key that is not here comes after, by code unit. */
const ORDER: readonly string[] = [
  ...['schema', 'tool', 'name', 'version', 'status', 'verdict', 'why', 'definition', 'remedy'],
  ...[
    'key',
    'id',
    'family',
    'severity',
    'message',
    'measure',
    'category',
    'type',
    'order',
    'band',
    'from',
    'to',
  ],
  ...['generation', 'types', 'value', 'baseline', 'ratio', 'interval', 'logError', 'sampleSize', 'direction'],
  ...['where', 'examples', 'tokens', 'characters', 'bytes', 'malformedRows', 'exact', 'origins'],
  ...[
    'sampleThatWouldDecide',
    'corpus',
    'provenance',
    'points',
    'slope',
    'slopeInterval',
    'pValue',
    'worsening',
  ],
  ...[
    'halfLife',
    'alpha',
    'margin',
    'crossedAt',
    'failOn',
    'tokenizer',
    'hash',
    'blocks',
    'neighbours',
    'settings',
  ],
  ...[
    'holdoutCount',
    'holdoutExamples',
    'reservoirCount',
    'passage',
    'text',
    'start',
    'end',
    'human',
    'vanished',
  ],
  ...['holdout', 'reservoir', 'split', 'generations', 'firstEarly', 'firstLate', 'findings', 'signals'],
  ...['survival', 'lost', 'categories', 'rankFrequency', 'trends', 'trajectory'],
  ...['unit', 'reference', 'paired', 'common', 'own', 'train', 'validation', 'texts', 'points', 'scissors'],
  ...[
    'reading',
    'overfits',
    'memorises',
    'collapses',
    'unlike',
    'copying',
    'humanWithin',
    'outputGap',
    'modelGap',
    'diagnosis',
  ],
];

const RANK: ReadonlyMap<string, number> = new Map(ORDER.map((key, index) => [key, index]));

function byRank(a: string, b: string): number {
  const difference = (RANK.get(a) ?? ORDER.length) - (RANK.get(b) ?? ORDER.length);
  if (difference !== 0) return difference;
  return a < b ? -1 : 1;
}

function scalar(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'null';
  return JSON.stringify(value) ?? 'null';
}

function block(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return open + close;
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`;
}

function written(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) {
    const flat = value.every((item) => typeof item === 'number');
    if (flat) return `[${value.map(scalar).join(', ')}]`;
    return block(
      '[',
      value.map((item) => written(item, `${indent}  `)),
      ']',
      indent,
    );
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => byRank(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}: ${written(member, `${indent}  `)}`);
  return block('{', members, '}', indent);
}

/**
 * `report` as one JSON document: keys in a fixed order whatever the order they were set in, two-space indentation with
 * rows of numbers on one line, a newline at the end. A number that does not exist (NaN, infinity) is null.
 */
export function json(report: Report): string {
  return `${written(report, '')}\n`;
}
