import { isRow } from '../corpus/fields.ts';

type Json = Readonly<Record<string, unknown>>;

/** Whether a part of a manifest is what `Manifest` says. */
type Test = (value: unknown) => boolean;

const text: Test = (value) => typeof value === 'string' && value !== '';
const number: Test = (value) => typeof value === 'number' && Number.isFinite(value);
const amount: Test = (value) => number(value) && (value as number) >= 0;
const map: Test = isRow;
const absent =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);
const list =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const shaped =
  (shape: Readonly<Record<string, Test>>): Test =>
  (value) =>
    isRow(value) && Object.entries(shape).every(([key, test]) => test((value as Json)[key]));

const FILE = shaped({
  name: text,
  bytes: (value) => Number.isSafeInteger(value) && amount(value),
  sha256: (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
  records: absent(amount),
});

const ROWS = list(
  shaped({
    value: absent((value) => typeof value === 'string'),
    examples: amount,
    tokens: amount,
    shareOfExamples: amount,
    shareOfTokens: amount,
  }),
);

/** The parts of a manifest that exports read, by their places. */
const PARTS: readonly (readonly [place: string, test: Test])[] = [
  ['tool.version', text],
  ['inputs', list(FILE)],
  ['outputs', (value) => list(FILE)(value) && (value as unknown[]).length > 0],
  ['policy.mode', text],
  ['composition.examples', amount],
  ['composition.tokens', amount],
  ['composition.byOrigin', ROWS],
  ['composition.bySource', ROWS],
  ['composition.byModel', ROWS],
  ['composition.byGeneration', ROWS],
  ['rules', list(shaped({ rule: text, unit: text, asked: number, got: number, short: number }))],
  ['weights', map],
  ['fates', (value) => isRow(value) && Object.values(value).every(amount)],
  ['malformedRows', amount],
  ['settings.tokenizer', text],
  ['verdict', absent(shaped({ verdict: text }))],
];

/** The first part of a manifest that is missing or is not what it should be; undefined for a whole one. */
export function faultyPart(manifest: unknown): string | undefined {
  const held = (place: string) =>
    place.split('.').reduce<unknown>((at, key) => (isRow(at) ? (at as Json)[key] : undefined), manifest);
  return PARTS.find(([place, test]) => !test(held(place)))?.[0];
}
