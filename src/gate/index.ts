// `@jettson/api/gate`: what the gate gives to programs.
export type { CompareOptions } from './compare.js';
export { compare } from './compare.js';
export type { Inclusion, IncludeOptions, Json } from './include/include.js';
export { include } from './include/include.js';
export type { LoadOptions } from './load.js';
export { LoadError, load } from './load.js';
export type { Bump, Finding, Layer, Level, Place, Report, Witness } from './report/report.js';
