// The static site: any server can host it, under any path.
import { defineConfig } from 'vite';
import { offline } from './build/offline.ts';

export default defineConfig({
  base: './',
  publicDir: 'public',
  plugins: [offline()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // `data:` URLs would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
});
