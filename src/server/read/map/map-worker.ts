import { parentPort, workerData } from 'node:worker_threads';
import { plainError } from '../../../engine/plain-error.ts';
import { type MapRequest, mapFiles } from './map-files.ts';
import type { MapAnswer } from './run-map.ts';

/** The program of the thread that makes one map. */
const answer: MapAnswer = await mapFiles(workerData as MapRequest).then(
  (map) => ({ map }),
  (error: unknown) => ({ error: plainError(error) }),
);
parentPort?.postMessage(answer);
