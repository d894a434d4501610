import { rule } from './rule.js';

const says = (description: string) => ({ info: { description } });
const at = '/info/description';

rule('jettson-no-secrets', {
  valid: [
    { name: 'a repeated pattern', document: says('Bearer jett_sk_test_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx') },
    { name: 'a longer repeated pattern that is cut off', document: says('jett_sk_test_abcdabcdabcdab') },
    { name: 'a prefix alone', document: says('A key reads `jett_sk_`, then `live_` or `test_`.') },
    { name: 'the name of the variable', document: says('JETTSON_API_KEY') },
  ],
  invalid: [
    {
      name: 'a live key',
      document: says('jett_sk_live_xxxxxxxxxxxxxxxx'),
      at,
      says: 'this text holds a key that could be real',
    },
    {
      name: 'a test key without a pattern',
      document: says('jett_sk_test_9f8a7b6c5d4e3f2a'),
      at,
      says: 'this text holds a key that could be real',
    },
    {
      name: 'a real key beside a fake one',
      document: says('jett_sk_test_xxxxxxxx jett_sk_live_9f8a7b6c'),
      at,
      says: 'this text holds a key that could be real',
    },
    {
      name: 'a key in the name of a property',
      document: { 'x-keys': { jett_sk_live_9f8a7b6c: 1 } },
      at: '/x-keys/jett_sk_live_9f8a7b6c',
      says: 'this name holds a key that could be real',
    },
    {
      name: 'a key in an example',
      document: { paths: { '/a': { get: { 'x-examples': { a: { value: ['jett_sk_live_9f8a7b6c'] } } } } } },
      at: '/paths/~1a/get/x-examples/a/value/0',
      says: 'this text holds a key',
    },
    {
      name: 'the key of another service',
      document: says('AKIAIOSFODNN7EXAMPLE'),
      at,
      says: 'this text holds a key of another service',
    },
    {
      name: 'a web token',
      document: says('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln'),
      at,
      says: 'this text holds a JSON Web Token',
    },
    {
      name: 'a private key',
      document: says('-----BEGIN RSA PRIVATE KEY-----'),
      at,
      says: 'this text holds a private key',
    },
  ],
  canary: {
    name: 'a message shows a live key',
    change: {
      edit: 'openapi/examples/getAgent.invalid-api-key.json',
      find: '"message": "',
      put: '"message": "jett_sk_live_4f9QzT81LmVxR2bN7KcY5HdW3PsJ6GtA ',
    },
    rule: 'jettson-no-secrets',
    line: '"message"',
  },
});
