// Arguments that cannot be sent: a table of calls, each refused before any request, by the argument's name and its rule.
import { expect, test } from 'vitest';
import type { Jettson } from '../../src/index.js';
import { agent, json, world } from './world.js';

/** A value of no type that the method takes, as plain JavaScript may pass it. */
export const wrong = (value: unknown): never => value as never;

interface Row {
  readonly name: string;
  readonly call: (client: Jettson) => PromiseLike<unknown>;
  readonly argument: string;
  readonly says: string;
}

export function testRefused(rows: readonly Row[]): void {
  test.each(rows)(
    '$name is refused before any request: $argument $says',
    async ({ call, argument, says }) => {
      const { client, sent, fail } = world([json(200, agent)]);
      const error = await fail(call(client));
      expect(error).toMatchObject({ name: 'JettsonArgumentError', argument });
      expect((error as Error).message).toContain(says);
      // `list()` starts with its request; only what follows from a wrong `max` is refused.
      expect(sent.length).toBe(argument === 'max' ? 1 : 0);
    },
  );
}
