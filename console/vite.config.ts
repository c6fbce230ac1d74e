import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `npm run dev` shows the console with a running server behind it.
const server = `http://localhost:${process.env['TRAPLINE_HTTP_PORT'] ?? '8080'}`;

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'target/dist',
    emptyOutDir: true,
    // Inlined files would be data: addresses, which the page's policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Each file is one more request, and the first page waits for all of its own.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  server: { proxy: { '/api': server, '/actuator': server } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
