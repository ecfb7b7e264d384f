import { embeddedEngine } from '../../src/engine/embedded.ts';
import { engineContract } from './suite.ts';

engineContract('the engine contract, kept by the embedded engine', (workers) => embeddedEngine({ workers }));
