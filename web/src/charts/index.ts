export { AXIS, CHART_TEXT } from './axis.ts';
export { Chart } from './chart.tsx';
export type { ChartProps, ChartTable, Reading } from './chart-props.ts';
export { painted } from './paint.ts';
