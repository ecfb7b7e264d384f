export { AXIS, CHART_TEXT } from './axis.ts';
export { Chart, type ChartProps, type ChartTable, type Reading } from './chart.tsx';
export { painted } from './paint.ts';
