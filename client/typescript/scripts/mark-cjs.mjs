// Node takes the .js files below dist/cjs for CommonJS only where a package.json says so.
import { writeFileSync } from 'node:fs';

writeFileSync(new URL('../dist/cjs/package.json', import.meta.url), '{ "type": "commonjs" }\n');
