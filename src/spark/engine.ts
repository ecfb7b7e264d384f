/** What commands need of this room: the engine and the application that it runs in. */
export { SparkHost } from './host.ts';
export { SparkEngine } from './spark-engine.ts';
