import { script } from './setup/failure.mjs';
import { ensureBuild } from './setup.mjs';

await script(ensureBuild);
