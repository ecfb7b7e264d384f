import type { Routes } from '../desk.ts';
import { addLedgerRoutes } from './ledger-routes.ts';
import { addLineRoutes } from './line-routes.ts';
import { addMapRoutes } from './map/map-routes.ts';
import { type RunMap, runMap } from './map/run-map.ts';
import { StandingDesk } from './standing.ts';

/** The line, its generations and what was recorded; maps are made by `run`. */
export function readRoutesWith(run: RunMap): Routes {
  return (app, desk) => {
    const line = new StandingDesk(desk);
    addLineRoutes(app, desk, line);
    addMapRoutes(app, desk, line, run);
    addLedgerRoutes(app, desk);
  };
}

export const readRoutes: Routes = readRoutesWith(runMap);
