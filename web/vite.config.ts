import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** As Vite writes paths: with slashes everywhere. */
const LAB = fileURLToPath(new URL('../src/lab/', import.meta.url)).replaceAll('\\', '/');

/** Where `vite` finds the API while a person works on the dashboard: `outcross view --port 4680`. */
const API = 'http://127.0.0.1:4680';

const ELSEWHERE = '\0lab-elsewhere';

/**
 * Experiments run in the lab's worker, which is a bundle of its own. The page names them and starts none, so that what they would fetch
 * is not made a second time.
 */
function labInWorkerOnly(): Plugin {
  return {
    name: 'outcross-lab-in-worker-only',
    apply: 'build',
    resolveDynamicImport: (_specifier, importer) => (importer?.startsWith(LAB) ? ELSEWHERE : null),
    load: (id) => (id === ELSEWHERE ? 'throw new Error("The lab runs in its worker.");' : null),
  };
}

export default defineConfig({
  root: HERE,
  plugins: [react(), labInWorkerOnly()],
  server: { proxy: { '/api': API } },
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // The server's Content-Security-Policy allows files of its own only: nothing may stand inside the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
});
