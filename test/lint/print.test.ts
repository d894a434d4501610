import { expect, test } from 'vitest';
import type { Finding } from '../../src/build/lint/finding.js';
import { print } from '../../src/build/lint/print.js';

const finding: Finding = {
  rule: 'jettson-retry-after',
  severity: 'error',
  message: 'this 429 does not say when to retry: declare it',
  file: 'openapi/components/responses/TooManyRequests.yaml',
  line: 2,
  column: 1,
  pointer: '/description',
  link: 'openapi/README.md#jettson-retry-after',
};
const hostile: Finding = {
  ...finding,
  file: 'openapi/a,b:c.yaml',
  message: '100 % wrong\r\n::error::injected',
  rule: 'redocly/struct',
};

test('text is one line for each finding: place, sentence, rule, link', () => {
  expect(print([finding], 'text')).toBe(
    'openapi/components/responses/TooManyRequests.yaml:2:1  this 429 does not say when to retry: declare it  jettson-retry-after  openapi/README.md#jettson-retry-after\n',
  );
});

test('text keeps a message with line breaks on its line', () => {
  expect(print([hostile], 'text')).toBe(
    'openapi/a,b:c.yaml:2:1  100 % wrong ::error::injected  redocly/struct  openapi/README.md#jettson-retry-after\n',
  );
});

test('JSON is the list of findings, also when it is empty', () => {
  expect(JSON.parse(print([finding, hostile], 'json'))).toEqual([finding, hostile]);
  expect(print([], 'json')).toBe('[]\n');
});

test('an annotation names file, line, column and rule', () => {
  expect(print([finding], 'github')).toBe(
    '::error file=openapi/components/responses/TooManyRequests.yaml,line=2,col=1,title=jettson-retry-after::this 429 does not say when to retry: declare it%0Aopenapi/README.md#jettson-retry-after\n',
  );
});

test('nothing in a finding ends an annotation or begins another', () => {
  expect(print([hostile], 'github')).toBe(
    '::error file=openapi/a%2Cb%3Ac.yaml,line=2,col=1,title=redocly/struct::100 %25 wrong%0D%0A::error::injected%0Aopenapi/README.md#jettson-retry-after\n',
  );
});

test('no findings are no lines', () => {
  expect(print([], 'text')).toBe('');
  expect(print([], 'github')).toBe('');
});
