import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  resolve: { dedupe: ['socket.io-client'] },
  build: {
    outDir: 'target/classes/web',
    emptyOutDir: true,
    // The Content-Security-Policy lets no script stand in the page, and data: URLs only for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
  },
  server: {
    // Against a server that runs beside it: SYNAP_URL=http://127.0.0.1:8080 npm run dev
    proxy: { '/api': process.env['SYNAP_URL'] ?? 'http://127.0.0.1:8080' },
  },
});
