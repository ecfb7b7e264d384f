import { embeddedEngine } from '../../src/engine/embedded.ts';
import { engineContract } from './suite.ts';

engineContract('the embedded engine', (workers) => embeddedEngine({ workers }));
