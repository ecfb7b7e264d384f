import type { Report } from '../report.ts';
import { categorySection } from './categories.ts';
import type { Draw } from './chart.ts';
import { timeline } from './hero.ts';
import { lostSection } from './lost.ts';
import type { Markup } from './markup.ts';
import { pictureSection } from './pictures.ts';
import { rankSection } from './rank-frequency.ts';
import { scissorsSection } from './scissors.ts';
import { signalSection } from './signals.ts';
import { survivalSection } from './survival.ts';
import { trendSection } from './trend.ts';

/** What the verdicts rest on, in the order in which it is read: the line, then its last generation, then the figures of all. */
export function evidence(report: Report, draw: Draw): readonly (Markup | undefined)[] {
  const last = report.generations.at(-1);
  return [
    timeline(report),
    trendSection(report, draw),
    scissorsSection(report, draw),
    survivalSection(report, draw),
    rankSection(report, draw),
    last && pictureSection(last),
    last && lostSection(last),
    last && categorySection(last),
    signalSection(report),
  ];
}
