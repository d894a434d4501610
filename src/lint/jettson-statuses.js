import { list, object } from './reading.js';

/**
 * The statuses the overview publishes, one by one: a range or a `default` would let an undocumented answer pass.
 * @type {import('./reading.js').LintFunction}
 */
export default function statuses(value, options, { path }) {
  const allowed = list(object(options)['allowed']).map(String);
  return Object.keys(object(value))
    .filter((status) => !status.startsWith('x-') && !allowed.includes(status))
    .map((status) => ({ message: `\`${status}\` is not a status of this API`, path: [...path, status] }));
}
