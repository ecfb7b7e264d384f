import { percentage } from '../../base/percent.ts';
import type { Judgement } from '../../compare/judge.ts';
import type { Signal } from '../../compare/signal.ts';
import { signalKey } from '../../compare/signal.ts';
import type { Verdict } from '../../compare/verdict.ts';
import type { BringBack } from '../../lab/forecast/bring-back.ts';
import { rulerOf, termOf } from '../glossary.ts';

/** What the words of one generation are made from. */
export interface Story {
  /** What the human reference is made of. */
  readonly content: 'text' | 'examples';
  readonly name: string;
  readonly first: boolean;
  readonly judgement: Judgement;
  readonly signals: readonly Signal[];
  readonly remedy: BringBack | undefined;
  /** Share of human tail coverage that the remedy aims at. */
  readonly keep: number;
  /** The last generation before this one whose verdict was healthy or narrow. */
  readonly lastGood: string | undefined;
  /** Tokens that would decide an inconclusive verdict. */
  readonly tokensThatWouldDecide: number | undefined;
  /** Smallest fall of the vocabulary from one generation to the next that this size would show, as a share. */
  readonly smallestFall: number | undefined;
}

/** Which definition of model collapse a verdict speaks of (the eight in use: Schaeffer et al. 2025). */
export const DEFINITIONS: Readonly<Record<Verdict, string>> = {
  healthy:
    'None of the definitions of model collapse is met: neither tail disappearance nor collapsing variance.',
  narrow:
    'No definition of model collapse is met: they are about loss from generation to generation, and this is a level.',
  early:
    'Tail disappearance (early model collapse, Shumailov et al. 2024): information about rare events is being lost.',
  late: 'Collapsing variance (late model collapse, Shumailov et al. 2024): convergence to a narrow distribution.',
  shifted: 'None: this is of another kind than the human reference, which is not the same as narrower.',
  inconclusive: 'None can be affirmed or excluded on this much data.',
};

const percent = (x: number) => percentage(x, 0);
const count = (n: number) => Math.ceil(n).toLocaleString('en-US');

/** `tail coverage 0.70 of human [0.66, 0.74]`. */
function phrase(signals: readonly Signal[], key: string): string {
  const signal = signals.find((s) => signalKey(s) === key);
  if (signal === undefined) return key;
  const title = termOf(signal.id).title;
  const order =
    signal.order !== undefined && signal.order > 1 && signal.id !== 'perplexity.holdout'
      ? ` (${signal.order}-grams)`
      : '';
  const [low, high] = signal.interval;
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}${order} ${signal.ratio.toFixed(2)} of ${rulerOf(signal.id)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}

/** The two signals that decided most, as a phrase. */
function evidence({ judgement, signals }: Story): string {
  const keys = [...new Set(judgement.decided)].slice(0, 2);
  return keys.map((key) => phrase(signals, key)).join('; ');
}

/** The signal that stands for health: the first to fall in a collapse, of those that exist. */
function healthiest({ judgement }: Story): string {
  return judgement.evidence.health[0].key;
}

/** One sentence: why this verdict. */
export function why(story: Story): string {
  const shown = evidence(story);
  switch (story.judgement.verdict) {
    case 'healthy':
      return `Every deciding signal lies inside the margin (${phrase(story.signals, healthiest(story))}).`;
    case 'narrow':
      return `Narrower than human ${story.content} (${shown})${trendOfNarrow(story)}.`;
    case 'early':
      return fallsByItself(story)
        ? `The tail is below human and falling (${shown}); the centre still holds.`
        : `The tail is below human, and the model finds human text ever stranger (${shown}); the centre still holds.`;
    case 'late':
      return `The centre has narrowed too (${shown}).`;
    case 'shifted':
      return `Other ${story.content} than the human reference${shown === '' ? '' : ` (${shown})`}: narrower or not, it cannot tell.`;
    case 'inconclusive':
      return shown === ''
        ? `The intervals straddle the margin: this much ${story.content === 'text' ? 'text' : 'data'} cannot decide.`
        : `Falling, but still inside the margin (${shown}).`;
  }
}

/** True where the text itself shows the fall; else its own model alone does. */
function fallsByItself({ judgement: { evidence: e } }: Story): boolean {
  return [...e.tailTrend, ...e.centreTrend].some((trend) => trend.pValue <= e.trendAlpha);
}

function trendOfNarrow(story: Story): string {
  if (story.first) return '; one generation alone shows no trend';
  return fallsByItself(story) ? '; what falls still lies inside its margin' : ', but not getting worse';
}

/** What to do now. */
export function remedyText(story: Story): string {
  switch (story.judgement.verdict) {
    case 'healthy':
      return `Go on, and check every generation.${cadence(story)}`;
    case 'narrow':
      return `Watch: check every generation against this one.${cadence(story)} Most models' ${story.content} ${story.content === 'text' ? 'is' : 'are'} narrower than human ${story.content}.`;
    case 'early':
      return bringBack(story);
    case 'late':
      return goBack(story);
    case 'shifted':
      return story.content === 'text'
        ? 'Check against human text of the same kind (topic, length, language): this reference cannot tell whether the tail is lost.'
        : 'Check against human examples of the same kind: this reference cannot tell whether the tail is lost.';
    case 'inconclusive':
      return moreText(story);
  }
}

function moreText({ judgement, tokensThatWouldDecide, content }: Story): string {
  if (content === 'examples' && judgement.timesTheSample !== undefined)
    return `Give more examples: about ${judgement.timesTheSample.toFixed(1)} times as many would decide.`;
  if (tokensThatWouldDecide !== undefined)
    return `Give more text: about ${count(tokensThatWouldDecide)} tokens a side would decide.`;
  return judgement.evidence.health.every((test) => Number.isFinite(test.error))
    ? 'The value lies so near the margin that more text alone may not decide: check the next generation.'
    : 'Too few groups to tell an error by: give more examples, or a finer --group-field.';
}

function cadence({ smallestFall }: Story): string {
  return smallestFall === undefined
    ? ''
    : ` At this size a fall of the vocabulary by ${percent(smallestFall)} from one generation to the next would show.`;
}

function bringBack({ remedy, keep, lastGood }: Story): string {
  const back = lastGood === undefined ? '' : ` The last generation before the fall was ${lastGood}.`;
  // Richness may be lost where the tail of the reference is still covered.
  if (remedy === undefined || remedy.humanShare === 0)
    return `Bring human data back into the next training set, and accumulate rather than replace.${back}`;
  const share = (x: number) => `${Math.ceil(100 * x)}%`;
  const next =
    remedy.nextShare === 0 || share(remedy.nextShare) === share(remedy.humanShare)
      ? ''
      : ` For the next set alone ${share(remedy.nextShare)} would do.`;
  return (
    `Bring human data back: with at least ${share(remedy.humanShare)} human tokens in every training set ` +
    `(${count(remedy.humanTokens)} fresh ones in a set of this size), the next ${remedy.generations} would each hold ` +
    `${percent(keep)} of the tail that human text alone holds.${next} Accumulate rather than replace.${back}`
  );
}

function goBack(story: Story): string {
  if (story.first) {
    return 'Keep this output out of training sets, and train the generator anew on human data: what it does not produce cannot be won back from its own output.';
  }
  const back =
    story.lastGood === undefined
      ? 'No earlier generation of this line was healthy: train anew on human data.'
      : `Go back to ${story.lastGood}, the last generation that was not collapsing, and train on from there with human data.`;
  return `${back} What is lost cannot be won back from this model's own output.`;
}
