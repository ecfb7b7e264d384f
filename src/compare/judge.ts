import { alphaAtLook } from '../stats/alpha-spending.ts';
import { studentQuantile } from '../stats/student-t.ts';
import { type Margins, TREND_ALPHA } from './margins.ts';
import { HOLDOUT_KEY } from './model/model-measures.ts';
import { type Roles, WORD_ROLES } from './roles.ts';
import {
  type ExcessTest,
  excessTests,
  type LevelTest,
  levelTests,
  type MeasuredByKey,
  type TrendTest,
  trendTests,
} from './tests.ts';
import type { Verdict } from './verdict.ts';

/** What the tests of one generation found: the evidence that a verdict is read from. */
export interface Evidence {
  readonly tail: readonly LevelTest[];
  readonly richness: readonly LevelTest[];
  readonly centre: readonly LevelTest[];
  readonly floor: readonly LevelTest[];
  readonly health: readonly LevelTest[];
  readonly other: readonly ExcessTest[];
  /** Of the line's first generation: does the reference fit at all? All must lie above. */
  readonly misfit: readonly ExcessTest[];
  /** Empty for the first generation of a line. */
  readonly tailTrend: readonly TrendTest[];
  readonly centreTrend: readonly TrendTest[];
  /** Of the user's own models on the human holdout; empty where that may not decide. */
  readonly modelTrend: readonly TrendTest[];
  /** What this look at the line may spend, for levels and for trends. */
  readonly alpha: number;
  readonly trendAlpha: number;
}

/** A verdict with the evidence it rests on. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly evidence: Evidence;
  /** Keys of the signals that decided, most telling first. */
  readonly decided: readonly string[];
  /** Times the present sample that would decide; for `inconclusive` only, where a larger one could. */
  readonly timesTheSample?: number;
}

export interface JudgeOptions {
  readonly alpha: number;
  readonly margins: Margins;
  /** Degrees of freedom of the errors: blocks less one. */
  readonly freedom: number;
  /** Which signals say what; default those on words. */
  readonly roles?: Roles;
}

/**
 * Judges the last generation of `line`, whose members are given first to last. Level against human and trend against the
 * line's earlier generations are tested apart: a stable gap to human text is no collapse. Errors are controlled by Holm
 * over the signals of a question and by alpha spending over the generations.
 */
export function judge(line: readonly MeasuredByKey[], options: JudgeOptions): Judgement {
  const roles = options.roles ?? WORD_ROLES;
  const evidence = gather(line, options, roles);
  const findings = readings(evidence, roles);
  const [verdict, decided] = decide(findings);
  if (verdict !== 'inconclusive') return { verdict, evidence, decided };
  const times = timesTheSample(evidence, options.freedom);
  return { verdict, evidence, decided, ...(times === undefined ? {} : { timesTheSample: times }) };
}

function gather(
  line: readonly MeasuredByKey[],
  { alpha, margins, freedom }: JudgeOptions,
  roles: Roles,
): Evidence {
  const last = line[line.length - 1];
  const level = (keys: readonly string[], margin: number) => levelTests(last, keys, margin, freedom);
  const trend = (keys: readonly string[]) => trendTests(line, keys, margins.trend, freedom);
  return {
    tail: level(roles.tail, margins.level),
    richness: level(roles.richness, margins.level),
    centre: level(roles.centre, margins.centre),
    floor: level(roles.centre, 1 - margins.floor),
    health: level(roles.health, margins.level),
    other: excessTests(last, roles.other, margins.other, freedom),
    misfit: roles.misfit.flatMap((telling) =>
      excessTests(line[0], [telling], telling.excess === 'any' ? 0 : margins.misfit, freedom),
    ),
    tailTrend: trend([...roles.tail, ...roles.richness]),
    centreTrend: trend(roles.centre),
    modelTrend: line.every((measured) => measured.get(HOLDOUT_KEY)?.joint?.decides === true)
      ? trend([HOLDOUT_KEY])
      : [],
    alpha: alpha / 2,
    trendAlpha: alphaAtLook(alpha * TREND_ALPHA, Math.max(1, line.length - 1))!,
  };
}

/** Each question answered: the keys of the signals that say yes, strongest first. */
interface Readings {
  readonly tailBelow: string[];
  readonly richnessBelow: string[];
  readonly centreBelow: string[];
  /** All that say narrower, not only different. */
  readonly narrower: string[];
  readonly belowFloor: string[];
  readonly tailFalls: string[];
  readonly centreFalls: string[];
  readonly modelFalls: string[];
  readonly other: string[];
  readonly healthBelow: string[];
  /** Of those below the floor, the copies among examples. */
  readonly copies: readonly string[];
  readonly misfit: boolean;
  /** Nothing can be said of content that the reference does not fit, not even by its trend. */
  readonly foreign: boolean;
  readonly healthy: boolean;
}

function readings(e: Evidence, roles: Roles): Readings {
  const below = (tests: readonly LevelTest[]) =>
    strongest(
      tests,
      (t) => t.below <= e.alpha,
      (t) => t.below,
    );
  const falls = (tests: readonly TrendTest[]) =>
    strongest(
      tests,
      (t) => t.pValue <= e.trendAlpha,
      (t) => t.pValue,
    );
  const tailBelow = below(e.tail);
  const richnessBelow = below(e.richness);
  const centreBelow = below(e.centre);
  const inside = roles.tailAlone && e.other.length > 0 && e.other.every((t) => t.above > e.alpha);
  return {
    tailBelow,
    richnessBelow,
    centreBelow,
    narrower: [...richnessBelow, ...centreBelow, ...(inside ? tailBelow : [])],
    belowFloor: below(e.floor),
    tailFalls: falls(e.tailTrend),
    centreFalls: falls(e.centreTrend),
    modelFalls: falls(e.modelTrend),
    other: strongest(
      e.other,
      (t) => t.above <= e.alpha,
      (t) => t.above,
    ),
    healthBelow: below(e.health),
    foreign: roles.tailAlone,
    copies: below(e.floor).filter((key) => roles.copies.includes(key)),
    misfit:
      e.misfit.length > 0 &&
      e.misfit.length === roles.misfit.length &&
      e.misfit.every((t) => t.above <= e.alpha),
    healthy: e.health.length > 0 && e.health.every((t) => t.above <= e.alpha),
  };
}

function strongest<T extends { key: string }>(
  tests: readonly T[],
  holds: (t: T) => boolean,
  rank: (t: T) => number,
): string[] {
  return tests
    .filter(holds)
    .sort((a, b) => rank(a) - rank(b))
    .map((t) => t.key);
}

/** Two measures of the centre must agree before level alone says mode collapse. */
const AGREEING = 2;

function decide(r: Readings): [Verdict, string[]] {
  const tailLow = [...r.tailBelow, ...r.richnessBelow];
  const { narrower } = r;
  if (r.misfit && r.foreign) return ['shifted', [...r.other, ...r.tailBelow]];
  if (r.belowFloor.length >= AGREEING && (r.copies.length > 0 || !r.misfit)) return ['late', r.belowFloor];
  if (r.centreBelow.length > 0 && r.centreFalls.length > 0)
    return ['late', [...r.centreBelow, ...r.centreFalls]];
  // A model that finds people ever stranger says that the loss goes on; that there is one, the text must say.
  const losing = [...r.tailFalls, ...r.modelFalls];
  if (tailLow.length > 0 && narrower.length > 0 && losing.length > 0)
    return ['early', [...tailLow, ...losing]];
  // A reference of another kind cannot tell narrower from other.
  if (r.misfit) return ['shifted', [...r.other, ...r.tailBelow]];
  if (narrower.length > 0) return ['narrow', [...new Set([...narrower, ...r.tailBelow])]];
  if (r.other.length > 0 || r.tailBelow.length > 0) return ['shifted', [...r.other, ...r.tailBelow]];
  if (r.healthy && r.tailFalls.length === 0 && r.centreFalls.length === 0) return ['healthy', []];
  // Between the margin of health and the wider one of the centre: no more text would bring it back inside.
  if (r.healthBelow.length > 0) return ['narrow', r.healthBelow];
  return ['inconclusive', [...r.tailFalls, ...r.centreFalls]];
}

/**
 * How much more text, with the errors shrinking as its square root, would bring every undecided health signal to a side: above
 * its margin at this look's alpha, or below it at what Holm's correction leaves in the worst case.
 */
function timesTheSample(e: Evidence, freedom: number): number | undefined {
  const undecided = e.health.filter((t) => t.above > e.alpha);
  const times = undecided.map((t) => {
    const alpha = t.log > t.margin ? e.alpha : e.alpha / e.health.length;
    return ((studentQuantile(1 - alpha, freedom) * t.error) / Math.abs(t.log - t.margin)) ** 2;
  });
  const most = Math.max(...times);
  return undecided.length > 0 && most < 1e4 ? Math.max(1, most) : undefined;
}
