import { script } from './setup/failure.mjs';
import { ROOT } from './setup/root.mjs';
import { makeWeb, WEB_OUTPUT, webStands } from './setup/web.mjs';

/** `node scripts/build-web.mjs`: bundles the dashboard, if it changed. */
await script(async () => {
  if (webStands(ROOT)) return;
  console.error(`Building the dashboard into ${WEB_OUTPUT}.`);
  await makeWeb(ROOT);
});
