// The npm package: plain ES modules without dependencies. The addresses of the worker and of the core
// stay `new URL('./file', import.meta.url)` in the output, which browsers and bundlers both understand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const WORKER = '__IODEF_WORKER__';
const CORE = '__IODEF_CORE__';
const EXCHANGE = '__IODEF_EXCHANGE__';
const KEYS_WORKER = '__IODEF_KEYS_WORKER__';
const CRYPTO = '__IODEF_CRYPTO__';

function plainAddresses(): Plugin {
  return {
    name: 'plain-addresses',
    enforce: 'pre',
    transform(code, id) {
      if (id.endsWith('/session/session.ts')) {
        return code.replace("new URL('./worker.ts', import.meta.url)", WORKER);
      }
      if (id.endsWith('/session/worker.ts')) {
        return code.replace(/import \w+Address from '[^']+';/g, '')
          .replace('new URL(coreAddress, import.meta.url)', CORE)
          .replace('new URL(exchangeAddress, import.meta.url)', EXCHANGE);
      }
      if (id.endsWith('/session/keys.ts')) {
        return code.replace("new URL('./keys-worker.ts', import.meta.url)", KEYS_WORKER);
      }
      if (id.endsWith('/session/keys-worker.ts')) {
        return code.replace(/import \w+Address from '[^']+';/g, '').replace('new URL(cryptoAddress, import.meta.url)', CRYPTO);
      }
      // wasm-bindgen's own default address would become a second copy of the core.
      if (/\/pkg\/\w+\.js$/.test(id)) return code.replace(/new URL\('\w+_bg\.wasm', import\.meta\.url\)/, 'undefined');
      return undefined;
    },
    renderChunk(code) {
      return code
        .replaceAll(WORKER, "new URL('./worker.js', import.meta.url)")
        .replaceAll(CORE, "new URL('./iodef_bg.wasm', import.meta.url)")
        .replaceAll(EXCHANGE, "new URL('./exchange_bg.wasm', import.meta.url)")
        .replaceAll(KEYS_WORKER, "new URL('./keys-worker.js', import.meta.url)")
        .replaceAll(CRYPTO, "new URL('./crypto_bg.wasm', import.meta.url)");
    },
    generateBundle() {
      for (const fileName of ['iodef_bg.wasm', 'exchange_bg.wasm', 'crypto_bg.wasm']) {
        const source = readFileSync(join(import.meta.dirname, 'pkg', fileName));
        this.emitFile({ type: 'asset', fileName, source });
      }
    },
  };
}

export default defineConfig({
  plugins: [plainAddresses()],
  publicDir: false,
  build: {
    outDir: '../dist/npm',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: false,
    rollupOptions: {
      input: { index: 'src/npm.ts', worker: 'src/session/worker.ts', 'keys-worker': 'src/session/keys-worker.ts' },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', assetFileNames: '[name][extname]' },
    },
  },
});
