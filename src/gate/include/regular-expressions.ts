// What pattern.ts loads when a pattern matters: a file of its own in the package, since it is half of all its libraries.
export { RegExpParser } from '@eslint-community/regexpp';
export * as refa from 'refa';
