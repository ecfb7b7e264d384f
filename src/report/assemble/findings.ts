import type { Finding, Severity } from '../../base/finding.ts';
import { percentage } from '../../base/percent.ts';
import { attestedCategories } from '../../compare/categories.ts';
import { COPY_RUN, type Copying } from '../../compare/copying.ts';
import type { Judgement } from '../../compare/judge.ts';
import { type Signal, signalKey } from '../../compare/signal.ts';
import type { Subject } from '../../compare/subject.ts';
import type { TrendTest } from '../../compare/tests.ts';
import { rulerOf, signalTitle } from '../glossary.ts';

/** How grave it is that a signal takes part in a verdict. */
const SEVERITY: Readonly<Record<Judgement['verdict'], Severity>> = {
  healthy: 'info',
  narrow: 'notice',
  early: 'critical',
  late: 'critical',
  shifted: 'warning',
  inconclusive: 'notice',
};

/** Share of copied runs above human against human that is worth a word. */
const COPYING = 0.05;

/** Categories listed by name. */
const LISTED = 5;

/** What was seen in one generation, the deciding signals first. */
export function generationFindings(
  subject: Subject,
  signals: readonly Signal[],
  judgement: Judgement,
): Finding[] {
  return [
    ...deciding(subject, signals, judgement),
    ...falling(subject, signals, judgement),
    ...copying(subject, signals),
  ];
}

/** Keys of what decided by its fall alone: its level may well lie inside the margin. */
function byFall({ decided, evidence: e }: Judgement): ReadonlySet<string> {
  const below = [...e.tail, ...e.richness, ...e.centre, ...e.floor, ...e.health].filter(
    (test) => test.below <= e.alpha,
  );
  const above = e.other.filter((test) => test.above <= e.alpha);
  const byLevel = new Set([...below, ...above].map(({ key }) => key));
  const fell = fallen(e).map(({ key }) => key);
  return new Set(fell.filter((key) => decided.includes(key) && !byLevel.has(key)));
}

function fallen({ tailTrend, centreTrend, modelTrend, trendAlpha }: Judgement['evidence']): TrendTest[] {
  return [...tailTrend, ...centreTrend, ...modelTrend].filter((trend) => trend.pValue <= trendAlpha);
}

function deciding(subject: Subject, signals: readonly Signal[], judgement: Judgement): Finding[] {
  const { decided, verdict } = judgement;
  const falls = byFall(judgement);
  return [...new Set(decided)].flatMap((key) => {
    const signal = signals.find((s) => signalKey(s) === key);
    if (signal === undefined || falls.has(key)) return [];
    const side = signal.ratio < 1 ? 'below' : 'above';
    return [
      {
        id: `${signal.id}.${side}`,
        severity: SEVERITY[verdict],
        message: `${signalTitle(signal)} is ${levelOf(signal)}.`,
        measure: signal.ratio,
        interval: signal.interval,
        where: subject.name,
      },
    ];
  });
}

/** `0.70 of human [0.66, 0.74]`. */
function levelOf({ id, ratio, interval: [low, high] }: Signal): string {
  return `${ratio.toFixed(2)} of ${rulerOf(id)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}

function falling(subject: Subject, signals: readonly Signal[], judgement: Judgement): Finding[] {
  const { evidence, verdict } = judgement;
  const decides = byFall(judgement);
  return fallen(evidence).map((trend) => {
    const { figure, words } = fallOf(trend);
    const signal = decides.has(trend.key) ? signals.find((s) => signalKey(s) === trend.key) : undefined;
    const now = signal === undefined ? '' : `; it is ${levelOf(signal)} now, and decides by its fall`;
    return {
      id: 'trend.falling',
      severity: signal !== undefined && SEVERITY[verdict] === 'critical' ? 'critical' : 'warning',
      message: `${titleOf(signals, trend.key)} is ${percentage(1 - figure, 0)} worse ${words} (p = ${trend.pValue.toExponential(1)})${now}.`,
      measure: figure,
      where: subject.name,
    };
  });
}

/** Falls smaller than this are shown as none. */
const SHOWN = 0.005;

/** By how much a signal fell: in its last step, or where that one recovered, in all of them. */
function fallOf({ drop, slope }: TrendTest): { readonly figure: number; readonly words: string } {
  return Math.exp(drop) < 1 - SHOWN
    ? { figure: Math.exp(drop), words: 'than in the generations before' }
    : { figure: Math.exp(slope), words: 'with each generation, though not in this one' };
}

function titleOf(signals: readonly Signal[], key: string): string {
  const signal = signals.find((s) => signalKey(s) === key);
  return signal === undefined ? key : signalTitle(signal);
}

function copying(subject: Subject, signals: readonly Signal[]): Finding[] {
  const signal = signals.find((s) => s.id === 'copying');
  if (signal === undefined || signal.value - signal.baseline < COPYING) return [];
  return [
    {
      id: 'copying.verbatim',
      severity: 'warning',
      message: `${percentage(signal.value, 1)} of the runs of ${signal.order} words stand verbatim in the training set; of human text it is ${percentage(signal.baseline, 1)}.`,
      measure: signal.value,
      where: subject.name,
      remedy: 'Memorising is not collapse: de-duplicate the training set, or train for fewer epochs.',
    },
  ];
}

/** That copying was not measured, where all human text that is known stands in the training set. */
export function copyingNotMeasured(subject: Subject, copying: Copying | undefined): Finding[] {
  if (copying === undefined || copying.human !== undefined) return [];
  return [
    {
      id: 'copying.unmeasured',
      severity: 'notice',
      message: `Copying was not measured: ${percentage(copying.holdout, 1)} of the runs of ${COPY_RUN} words of the human text stand in the training set too, so that it cannot say how many would by chance (of this output it is ${percentage(copying.generation.value, 1)}).`,
      measure: copying.generation.value,
      where: subject.name,
      remedy:
        'Check against human text that no training set holds: freeze a holdout with outcross anchor, and build training sets without it.',
    },
  ];
}

/** Categories of the human reference that a generation does not hold. */
export function vanishedCategories(holdout: Subject, subject: Subject): Finding[] {
  const gone = attestedCategories(holdout.profile).filter((name) => !subject.profile.categories.has(name));
  if (gone.length === 0 || subject.profile.categories.size === 0) return [];
  const named =
    gone.slice(0, LISTED).join(', ') + (gone.length > LISTED ? `, and ${gone.length - LISTED} more` : '');
  return [
    {
      id: 'category.vanished',
      severity: 'warning',
      message: `${gone.length} ${gone.length === 1 ? 'category' : 'categories'} of the human reference ${gone.length === 1 ? 'does' : 'do'} not occur: ${named}.`,
      measure: gone.length,
      where: subject.name,
      remedy: 'Bring back human examples of these categories.',
    },
  ];
}
