// The curl sample of an operation: nothing but the key is needed.
import type { SampleRequest } from './request.js';
import { requestPath } from './request.js';

export function curlSample({ operation, request }: SampleRequest): string {
  const base = operation.url.slice(0, operation.url.length - operation.path.length);
  const url = `${base}${requestPath(operation, request)}`;
  const hasBody = request.body !== undefined;
  const implied = hasBody ? 'POST' : 'GET';
  const method =
    operation.method === implied ? '' : operation.method === 'HEAD' ? '-I ' : `-X ${operation.method} `;
  const headers = [
    '-H "Authorization: Bearer $JETTSON_API_KEY"',
    ...request.headers.map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    ...(hasBody ? ['-H "Content-Type: application/json"'] : []),
    ...(hasBody ? [`-d ${shellQuoted(JSON.stringify(request.body, null, 2))}`] : []),
  ];
  return [`curl ${method}${/^[\w:/.%-]+$/.test(url) ? url : shellQuoted(url)}`, ...headers].join(' \\\n  ');
}

/** POSIX Shell §2.2.2: nothing is special inside single quotes but the quote itself. */
function shellQuoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
