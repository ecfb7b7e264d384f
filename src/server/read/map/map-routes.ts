import { stat } from 'node:fs/promises';
import { Type } from 'typebox';
import type { App, Desk } from '../../desk.ts';
import { MapView } from '../../wire.ts';
import { placeOf } from '../generation-view.ts';
import { type Prepared, prepare, sendPrepared } from '../prepared.ts';
import { Recent } from '../recent.ts';
import { ReportShelf } from '../report-shelf.ts';
import type { Standing, StandingDesk } from '../standing.ts';
import { findProfiles } from './find-profiles.ts';
import type { MapRequest } from './map-files.ts';
import { noMap } from './map-profiles.ts';
import { oneByOne, type RunMap } from './run-map.ts';

/** Maps that are kept as they go over the wire. */
const MOST_MAPS = 8;

/** The map of a generation, made by `run`. */
export function addMapRoutes(app: App, desk: Desk, line: StandingDesk, run: RunMap): void {
  const maps = new Maps(desk, oneByOne(run));
  const schema = {
    summary: 'Examples of the holdout and of the generation on the principal axes of the holdout.',
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 1_000 }) }),
    response: { 200: MapView },
  };
  app.get('/api/generations/:id/map', { schema }, async (request, reply) =>
    sendPrepared(request, reply, await maps.get(await line.get(), request.params.id)),
  );
}

class Maps {
  readonly #desk: Desk;
  readonly #run: RunMap;
  readonly #shelf: ReportShelf;
  readonly #kept = new Recent<Prepared>(MOST_MAPS);

  constructor(desk: Desk, run: RunMap) {
    this.#desk = desk;
    this.#run = run;
    this.#shelf = new ReportShelf(desk.workspace.folder);
  }

  async get(standing: Standing, id: string): Promise<Prepared> {
    placeOf(standing, id);
    const generation = standing.named.find(({ name }) => name === id);
    const { found, absent } = await findProfiles(this.#desk.workspace, generation);
    if (found === undefined) return prepare(noMap(absent));
    const request: MapRequest = { ...found, ...(await this.#measured(standing, id)) };
    const files = await Promise.all([found.human, found.generation].map(printOf));
    return this.#kept.get(JSON.stringify([request, files]), async () => prepare(await this.#run(request)));
  }

  /** Examples a side that the check measured coverage on, and of how many neighbours. */
  async #measured({ model }: Standing, id: string): Promise<Pick<MapRequest, 'size' | 'k'>> {
    const { report } = await this.#shelf.get(model.generations.get(id)?.checked?.body.report);
    const signals = report?.generations.find(({ name }) => name === id)?.signals ?? [];
    const size = signals.find((signal) => signal.id === 'space.coverage')?.sampleSize.examples;
    const k = report?.settings.neighbours;
    return { ...(size === undefined ? {} : { size }), ...(k === undefined ? {} : { k }) };
  }
}

/** Another word when a file is not what it was. */
async function printOf(path: string): Promise<string> {
  const { size, mtimeNs, ino } = await stat(path, { bigint: true });
  return `${size} ${mtimeNs} ${ino}`;
}
