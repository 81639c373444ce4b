import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.BERTH_SERVER ?? `http://localhost:${process.env.PORT ?? 3000}`;

export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The page's policy allows scripts and fonts from this address only: nothing is put inline.
    assetsInlineLimit: 0,
  },
  server: { host: 'localhost', proxy: { '/api/': server, '/health': server, '/ready': server } },
});
