import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

const server = process.env.BERTH_SERVER ?? `http://localhost:${process.env.PORT ?? 3000}`;

/** What every room stands on comes in few files: a phone on a bad line pays for each request. Styles keep their order. */
const groups = [
  {
    name: 'libraries',
    test: /node_modules\/(@tabler|@mantine\/(core|hooks)|@tanstack|@floating-ui|react|scheduler)[^?]*\.m?js$/,
  },
  { name: 'contract', test: /\/(contract|node_modules\/zod)\// },
];

export default defineConfig({
  root: 'web',
  // Compressed once here, and not at each answer.
  plugins: [react(), compression({ algorithms: ['gzip'], include: /\.(js|css|html|svg)$/ })],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The page's policy allows scripts and fonts from this address only: nothing is put inline.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: { host: 'localhost', proxy: { '/api/': server, '/health': server, '/ready': server } },
});
