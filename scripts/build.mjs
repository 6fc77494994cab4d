/** Builds `dist/`: the Action (`dist/index.js`) and the command line (`dist/cli/index.js`). */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

bundle(join(dirname(fileURLToPath(import.meta.url)), '..', 'dist'));
