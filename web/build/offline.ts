// Builds the service worker once the site is there: it names every file of the site and their version.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Plugin, type ResolvedConfig } from 'vite';

const WORKER = 'sw.js';

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name !== WORKER && !each.name.endsWith('.map'))
    .map((each) => relative(folder, join(each.parentPath, each.name)).replaceAll('\\', '/'))
    .sort();
}

export function offline(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'edgewarden-offline',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    async closeBundle() {
      const out = join(config.root, config.build.outDir);
      const names = files(out);
      const hash = createHash('sha256');
      for (const name of names) hash.update(name).update('\0').update(readFileSync(join(out, name)));
      await build({
        root: config.root,
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { __EDGEWARDEN_FILES__: JSON.stringify(names), __EDGEWARDEN_VERSION__: JSON.stringify(hash.digest('hex').slice(0, 16)) },
        build: {
          outDir: out,
          emptyOutDir: false,
          target: 'es2023',
          rollupOptions: { input: join(config.root, 'src/features/offline/worker.ts'), output: { format: 'iife', entryFileNames: WORKER } },
        },
      });
    },
  };
}
