// `npm run dist`: what the npm package ships, from src/ and generated/. Runs by itself before `npm pack`.
import { buildDist } from '../src/build/dist.js';
import { root } from '../src/build/project.js';

await buildDist(root);
console.log('wrote dist/');
