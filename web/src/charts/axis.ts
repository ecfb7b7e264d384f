import { stand } from '../parts/words.ts';

/** Text of charts, in pixels. */
export const CHART_TEXT = 11;

/** What all axes look like; the report's are the same. */
export const AXIS = {
  axisLine: { show: true, lineStyle: { color: stand('line') } },
  axisTick: { show: false },
  axisLabel: { color: stand('soft'), fontSize: CHART_TEXT, hideOverlap: true },
  splitLine: { show: false, lineStyle: { color: stand('line'), opacity: 0.6 } },
  nameTextStyle: { color: stand('soft'), fontSize: CHART_TEXT },
} as const;
