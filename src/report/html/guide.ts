import { marginRatio } from '../../compare/margin-ratio.ts';
import { VERDICTS } from '../../compare/verdict.ts';
import { level } from '../figures.ts';
import { isKnownSignal, termOf } from '../glossary.ts';
import type { Report } from '../report.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import { VERDICT_MEANING, verdictTag } from './verdict-mark.ts';

function idsOf(report: Report): string[] {
  const ids = report.generations.flatMap((generation) => generation.signals.map((signal) => signal.id));
  return [...new Set(ids)].filter(isKnownSignal);
}

/** How to read the page, what verdicts mean, and what each signal in this report means. */
export function guideSection(report: Report): Markup {
  const { alpha, margin, blocks } = report.settings;
  const falls = marginRatio('falls', margin).toFixed(2);
  const rises = marginRatio('rises', margin).toFixed(2);
  const terms = idsOf(report).map((id) => {
    const term = termOf(id);
    return markup`<div><dt>${term.title}</dt><dd>${term.meaning} ${term.reading}</dd></div>`;
  });
  const verdicts = VERDICTS.map(
    (verdict) => markup`<div><dt>${verdictTag(verdict)}</dt><dd>${VERDICT_MEANING[verdict]}</dd></div>`,
  );
  const signals = terms.length > 0 && markup`<h3>Signals</h3><dl class="terms">${terms}</dl>`;
  return markup`<section id="guide"><h2>How to read this</h2><div class="prose">
<p>Every quantity is measured at equal sample size on the generation and on two samples of human text. The <b>ratio</b>
sets the generation against the second human sample: 1.00 is as human text is to other human text. The <b>interval</b>
holds the true ratio with ${level(alpha)} confidence, by a jackknife over ${blocks} blocks of examples.</p>
<p>The <b>margin</b> is where a difference begins to matter (${falls} for what falls, ${rises} for what rises, unless a
signal has its own). <span class="j-worse">Worse</span> means that the whole interval lies beyond it,
<span class="j-unclear">unclear</span> that the interval lies on both sides, <span class="j-holds">holds</span> that it
lies on the safe side, <span class="j-opposite">above</span> or <span class="j-opposite">below</span> that it lies
beyond the margin on the side away from collapse. Filled arrows are harm.</p>
<p>Much text of models is narrower than human text and stays so. That alone is no collapse: a verdict rests on the
level and on the trend.</p></div>
<h3>Verdicts</h3><dl class="terms">${verdicts}</dl>${signals}</section>`;
}
