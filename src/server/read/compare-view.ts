import { type Signal, signalKey } from '../../compare/signal.ts';
import type { BodyOf } from '../../ledger/kinds.ts';
import { signalChanges } from '../../report/diff/signals.ts';
import { foremostOf } from '../../report/foremost-lost.ts';
import { signalTitle } from '../../report/glossary.ts';
import type { GenerationReport, Report } from '../../report/report.ts';
import type { KeptReport } from '../../workspace/reports.ts';
import type { CompareView, GenerationPoint, OriginName } from '../wire.ts';
import { recordedPart } from './recorded-part.ts';

/** A generation that is compared. */
export interface ComparedSide {
  readonly point: GenerationPoint;
  /** Number of its newest check in the ledger; 0 where it was never checked. */
  readonly seq: number;
  readonly kept: KeptReport;
  /** What the ledger recorded with its newest verdict: what serves where no report is kept. */
  readonly verdict?: BodyOf<'verdict.given'>;
}

type Row = CompareView['signals'][number];

const ORIGINS: readonly OriginName[] = ['human', 'synthetic', 'mixed', 'unknown'];

/** Two generations side by side, of one report where one speaks of both. Pure. */
export function compareView(a: ComparedSide, b: ComparedSide): CompareView {
  const [left, right] = partsOf(a, b);
  const [was, is] = [left ?? recordedPart(a), right ?? recordedPart(b)];
  return {
    a: a.point,
    b: b.point,
    signals: was === undefined || is === undefined ? [] : signalRows(was, is),
    categories: categoryRows(left, right),
    lost: lostSince(left, right),
    origins: originRows(a.point, b.point),
    ...(was === undefined || is === undefined
      ? absence([a, was], [b, is])
      : standIn(absence([a, left], [b, right]).absent)),
  };
}

type Part = GenerationReport | undefined;
type Measurements = Pick<GenerationReport, 'name' | 'signals'>;

/** Figures of one check are like with like: the newer report that holds both serves for both. */
function partsOf(a: ComparedSide, b: ComparedSide): [Part, Part] {
  const [newer, older] = a.seq > b.seq ? [a, b] : [b, a];
  for (const { report } of [newer.kept, older.kept]) {
    const both = [partOf(report, a.point.id), partOf(report, b.point.id)] as const;
    if (both[0] !== undefined && both[1] !== undefined) return [...both];
  }
  return [partOf(a.kept.report, a.point.id), partOf(b.kept.report, b.point.id)];
}

function partOf(report: Report | undefined, id: string): Part {
  return report?.generations.find(({ name }) => name === id);
}

function signalRows(a: Measurements, b: Measurements): Row[] {
  const [left, right] = [a, b].map(({ signals }) => new Map(signals.map((one) => [signalKey(one), one])));
  const changes = new Map(signalChanges({ before: a, after: b }).map(({ key, change }) => [key, change]));
  return [...new Map([...right, ...left])].map(([key, { family, direction, ...named }]) => {
    const [was, is] = [measured(left.get(key)), measured(right.get(key))];
    return {
      key,
      label: signalTitle(named),
      family,
      direction,
      ...(was === undefined ? {} : { a: was }),
      ...(is === undefined ? {} : { b: is }),
      change: was === undefined || is === undefined ? 'unknown' : (changes.get(key) ?? 'same'),
    };
  });
}

/** In JSON a number that does not exist is null. */
function measured(signal: Signal | undefined): Row['a'] {
  if (signal === undefined) return undefined;
  const { value, ratio, interval } = signal;
  if (![value, ratio, ...interval].every((x) => Number.isFinite(x))) return undefined;
  return { value, ratio, interval: [interval[0], interval[1]] };
}

function categoryRows(a: Part, b: Part): CompareView['categories'] {
  const [left, right] = [a, b].map(
    (part) => new Map((part?.categories ?? []).map((row) => [row.category, row])),
  );
  return [...new Set([...right.keys(), ...left.keys()])].map((category) => {
    const [was, is] = [left.get(category), right.get(category)];
    return {
      category,
      human: (is ?? was)!.human,
      ...(was === undefined ? {} : { a: was.generation }),
      ...(is === undefined ? {} : { b: is.generation }),
    };
  });
}

function lostSince(a: Part, b: Part): string[] {
  if (a === undefined || b === undefined) return [];
  const orders = [...new Set(b.lost.map(({ order }) => order))];
  return orders.flatMap((order) => lostOf(order, typesOf(a, order), typesOf(b, order)));
}

function typesOf({ lost }: GenerationReport, order: number): string[] {
  return lost.filter((one) => one.order === order).map(({ type }) => type);
}

/**
 * Lists are of the surest that were lost, in one order for all generations, and as long as a report keeps. A shorter one is whole; what comes
 * after the end of a list that was cut may have been lost as well.
 */
function lostOf(order: number, before: readonly string[], since: readonly string[]): string[] {
  const known = new Set(before);
  const isWhole = before.length < since.length || before.length < foremostOf(order);
  const told = isWhole ? since : since.slice(0, since.findLastIndex((type) => known.has(type)) + 1);
  return told.filter((type) => !known.has(type));
}

function originRows(a: GenerationPoint, b: GenerationPoint): CompareView['origins'] {
  const of = ({ origins }: GenerationPoint, origin: OriginName) =>
    origins !== undefined && Object.hasOwn(origins, origin) ? origins[origin] : undefined;
  return ORIGINS.flatMap((origin) => {
    const [was, is] = [of(a, origin), of(b, origin)];
    if (was === undefined && is === undefined) return [];
    return [{ origin, ...(was === undefined ? {} : { a: was }), ...(is === undefined ? {} : { b: is }) }];
  });
}

function standIn(absent: CompareView['absent']): Pick<CompareView, 'recorded'> {
  return absent === undefined ? {} : { recorded: absent };
}

function absence(...sides: readonly [ComparedSide, Measurements | undefined][]): Pick<CompareView, 'absent'> {
  const whys = sides.flatMap(([{ point, seq, kept }, part]) => {
    if (part !== undefined) return [];
    if (seq === 0) return [`${point.id} was never checked`];
    return [`${point.id}: ${kept.absent ?? 'its report does not speak of it'}`];
  });
  return whys.length === 0
    ? {}
    : { absent: { why: [...new Set(whys)].join('; '), command: 'outcross check' } };
}
