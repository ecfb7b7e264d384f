import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Where `vite` finds the API while a person works on the dashboard: `outcross view --port 4680`. */
const API = 'http://127.0.0.1:4680';

export default defineConfig({
  root: HERE,
  plugins: [react()],
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
