// The page of the comparison, built as the site is.
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  publicDir: '../public',
  build: {
    outDir: '../../target/bench/web',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // libxml2-wasm carries its code in a string.
    chunkSizeWarningLimit: 2000,
  },
  worker: { format: 'es' },
});
