import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The pages, each a folder of api/web with its index.html. Built into dist/web; their files are served under /web. */
export default defineConfig({
  root: 'api/web',
  base: '/web/',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rollupOptions: { input: { phones: 'api/web/phones/index.html', console: 'api/web/console/index.html' } },
  },
});
