import type { CustomSeriesOption } from 'echarts/charts';
import type { Role } from './palette.ts';
import { stand } from './palette.ts';

export interface ErrorBar {
  /** Position on the category axis. */
  readonly at: number;
  readonly low: number;
  readonly high: number;
  readonly role: Role;
}

const HALF_CAP = 3;

/** A series that draws intervals as upright bars with caps. Bars that are not finite are left out. */
export function errorBars(bars: readonly ErrorBar[]): CustomSeriesOption {
  const drawn = bars.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
  return {
    type: 'custom',
    silent: true,
    clip: true,
    z: 2,
    data: drawn.map(({ at, low, high }) => [at, low, high]),
    encode: { x: 0, y: [1, 2] },
    renderItem: (params, api) => {
      const at = api.value(0);
      const [x, bottom] = api.coord([at, api.value(1)]);
      const [, top] = api.coord([at, api.value(2)]);
      const style = {
        fill: 'none',
        stroke: stand(drawn[params.dataIndex].role),
        lineWidth: 1.4,
        opacity: 0.75,
      };
      const rule = (x1: number, y1: number, x2: number, y2: number) =>
        ({ type: 'line', shape: { x1, y1, x2, y2 }, style }) as const;
      return {
        type: 'group',
        children: [
          rule(x, top, x, bottom),
          rule(x - HALF_CAP, top, x + HALF_CAP, top),
          rule(x - HALF_CAP, bottom, x + HALF_CAP, bottom),
        ],
      };
    },
  };
}
