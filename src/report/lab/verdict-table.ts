import { VERDICTS, type Verdict } from '../../compare/verdict.ts';
import type { LabGeneration, LabRun } from '../../lab/run/result.ts';
import { isolated, type Markup, markup } from '../html/markup.ts';
import { scrolling } from '../html/table.ts';
import { verdictTag } from '../html/verdict-mark.ts';

/** What a check says of the outputs of each generation; nothing where none was made. */
export function verdictSection(run: LabRun): Markup | undefined {
  if (run.arms.every((arm) => arm.generations.every(({ verdicts }) => verdicts === undefined)))
    return undefined;
  const heads = run.arms.map((arm) => markup`<th scope="col" class="text">${isolated(arm.name)}</th>`);
  const rows = run.arms[0].generations.map(({ generation }) => {
    const cells = run.arms.map((arm) => markup`<td class="text">${words(arm.generations[generation])}</td>`);
    return markup`<tr><th scope="row">${generation}</th>${cells}</tr>`;
  });
  const table = markup`<table class="figures"><thead><tr><th scope="col">Generation</th>${heads}</tr></thead>
<tbody>${rows}</tbody></table>`;
  return markup`<section id="verdicts"><h2>Verdict of a check</h2><p class="lead">What <code>outcross check</code> says of the
outputs up to each generation, against human text. Where replicates differ, their number stands behind the
verdict.</p>${scrolling('Verdicts', table)}</section>`;
}

function words({ verdicts = {} }: LabGeneration): Markup[] {
  const counted = Object.entries(verdicts).sort(([, a], [, b]) => b - a);
  return counted.map(([word, n]) => {
    const mark = isVerdict(word)
      ? markup`<span class="v-${word}">${verdictTag(word)}</span>`
      : markup`${word}`;
    return counted.length > 1 ? markup`${mark} ${n} ` : mark;
  });
}

function isVerdict(word: string): word is Verdict {
  return (VERDICTS as readonly string[]).includes(word);
}
