import { Worker } from 'node:worker_threads';
import { OutcrossError } from '../../../base/errors.ts';
import type { PlainError } from '../../../engine/messages.ts';
import { revived } from '../../../engine/thread.ts';
import type { MapView } from '../../wire.ts';
import type { MapRequest } from './map-files.ts';

/** What the worker answers. */
export type MapAnswer =
  | { readonly map: MapView; readonly error?: never }
  | { readonly map?: never; readonly error: PlainError };

export type RunMap = (request: MapRequest) => Promise<MapView>;

/** Milliseconds after which a map is given up. */
const MOST_TIME = 120_000;

/**
 * Makes a map in a thread of its own: nearest neighbours take seconds, and others ask meanwhile. Throws as `mapFiles`; `E_WORKER` where the
 * thread dies or takes too long.
 * @param file the worker's program. Run from the sources it is the one that the last build made.
 */
export function runMap(
  request: MapRequest,
  file: URL = workerFile(),
  mostTime = MOST_TIME,
): Promise<MapView> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: request });
    const fail = (why: string, cause?: unknown) => {
      reject(
        new OutcrossError('E_WORKER', `the map was not made: ${why}`, { where: request.generation, cause }),
      );
      worker.terminate().catch(() => {});
    };
    const timer = setTimeout(() => fail(`it took longer than ${mostTime / 1000} s`), mostTime);
    worker.on('message', ({ map, error }: MapAnswer) => {
      if (map === undefined) reject(revived(error));
      else resolve(map);
    });
    worker.on('error', (error) => fail(error.message, error));
    worker.on('exit', (status) => {
      clearTimeout(timer);
      fail(`its thread ended with status ${status}`);
    });
  });
}

function workerFile(): URL {
  const here = import.meta.url;
  const path = here.endsWith('.ts') ? '../../../../dist/server/read/map/map-worker.js' : './map-worker.js';
  return new URL(path, here);
}

/** One after the other: a second map beside the first would make both late, and all else. */
export function oneByOne(run: RunMap): RunMap {
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const next = last.then(() => run(request));
    last = next.catch(() => {});
    return next;
  };
}
