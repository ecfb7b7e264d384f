import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridSimpleComponent, MarkLineComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

export type { ECharts, EChartsCoreOption } from 'echarts/core';

/** The grid without its pointer: charts have a readout of their own. */
const PARTS = [LineChart, ScatterChart, CustomChart, GridSimpleComponent, MarkLineComponent, SVGRenderer];

/** An empty chart in `element`. Registers what charts use here, not when loaded: the package has no side effects. */
export function makeChart(element: HTMLElement): ECharts {
  use(PARTS);
  return init(element, null, { renderer: 'svg' });
}
