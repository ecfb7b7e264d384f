import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

export type { ECharts, EChartsCoreOption } from 'echarts/core';

const PARTS = [
  LineChart,
  ScatterChart,
  CustomChart,
  GridComponent,
  MarkLineComponent,
  SVGRenderer,
  CanvasRenderer,
];

/** An empty chart in `element`. Registers what charts use here, not when loaded: the package has no side effects. */
export function makeChart(element: HTMLElement, renderer: 'svg' | 'canvas'): ECharts {
  use(PARTS);
  return init(element, null, { renderer });
}
