import { count } from '../figures.ts';
import { foremostLost } from '../foremost-lost.ts';
import { orderInWords } from '../glossary.ts';
import { cutPassage } from '../passage.ts';
import type { GenerationReport, LostType } from '../report.ts';
import { clipped } from '../visible.ts';
import type { Markup } from './markup.ts';
import { isolated, markup } from './markup.ts';

/** Passages shown at once; the rest can be opened. */
const OPEN = 8;

function plural(number: number, one: string): string {
  return `${count(number)} ${number === 1 ? one : `${one}s`}`;
}

function passageItem(lost: LostType): Markup | undefined {
  const cut = cutPassage(lost);
  if (cut === undefined) return undefined;
  const held = `${plural(lost.holdoutCount, 'use')} in ${plural(lost.holdoutExamples, 'human example')}`;
  return markup`<li><blockquote dir="auto">${cut.before}<mark>${cut.type}</mark>${cut.after}</blockquote>
<p class="source"><b>${isolated(clipped(lost.type, 80))}</b> ${held}, ${count(lost.reservoirCount)} in a second human
sample</p></li>`;
}

function bareList(lost: readonly LostType[]): Markup {
  const items = lost.map(
    (type) => markup`<li>${isolated(clipped(type.type, 80))} <small>${count(type.holdoutCount)}</small></li>`,
  );
  return markup`<ul class="words">${items}</ul>`;
}

function orderGroup(lost: readonly LostType[], order: number): Markup | undefined {
  const own = lost.filter((type) => type.order === order);
  return own.length === 0
    ? undefined
    : markup`<h3>Also lost: ${orderInWords(order)}</h3>
<p class="lead">With the number of uses in the holdout.</p>${bareList(own)}`;
}

function moreOf(rest: number): Markup | false {
  return rest > 0 && markup`<p>and ${count(rest)} more in the JSON report</p>`;
}

/** What a generation lost, without passages: for all but the last generation. */
export function lostWords({ lost }: GenerationReport): Markup | undefined {
  if (lost.length === 0) return undefined;
  const shown = foremostLost(lost);
  return markup`<details><summary>${count(shown.length)} of the types lost</summary>
${bareList(shown)}${moreOf(lost.length - shown.length)}</details>`;
}

function leadOf(name: Markup, held: boolean): Markup {
  return held
    ? markup`People wrote these; in an equal amount of text ${name} never does. Each marked word stands in two or more
human examples.`
    : markup`Words that people use and ${name} never does. The profiles carry no text, so no passages can be shown.`;
}

function passageList(held: readonly LostType[]): Markup | undefined {
  if (held.length === 0) return undefined;
  const folded = held.slice(OPEN).map(passageItem);
  const more =
    folded.length > 0 &&
    markup`<details><summary>${count(folded.length)} more passages</summary>
<ul class="passages">${folded}</ul></details>`;
  return markup`<ul class="passages">${held.slice(0, OPEN).map(passageItem)}</ul>${more}`;
}

/** Where the tail of one generation went: lost types, in the human passages that held them. */
export function lostSection(generation: GenerationReport): Markup | undefined {
  if (generation.lost.length === 0) return undefined;
  const lost = foremostLost(generation.lost);
  const held = lost.filter((type) => type.passage !== undefined);
  const bare = lost.filter((type) => type.passage === undefined);
  const orders = [...new Set(bare.map((type) => type.order))].sort((a, b) => a - b);
  const name = isolated(clipped(generation.name, 24));
  return markup`<section id="lost"><h2>Where the tail went</h2><p class="lead">${leadOf(name, held.length > 0)}</p>
${passageList(held)}${orders.map((order) => orderGroup(bare, order))}${moreOf(generation.lost.length - lost.length)}</section>`;
}
