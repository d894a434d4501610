// From a request to an answer, without a socket: route, key, judgement, scenario or preference, then Prism's answer.
import type { Answer } from './answer.js';
import type { Contract, Example, MockOperation } from './contract.js';
import type { JudgedRequest } from './judge.js';
import type { LoggedRequest, RequestLog } from './log.js';
import type { Player, SeenRequest } from './player.js';
import type { Preference } from './prefer.js';
import type { Prism } from './prism.js';
import type { Step } from './step.js';
import type { Schemas } from './schemas.js';
import { headerText, jsonAnswer, ownError } from './answer.js';
import { defaultExample, preferredExample } from './choose.js';
import { judgeExample } from './example.js';
import { judge, judgeTarget } from './judge.js';
import { loggedBody, loggedHeaders } from './log.js';
import { readPrefer } from './prefer.js';
import { fittingRefusal } from './refusal.js';
import { createRouter } from './route.js';

/** A request as it came, before anything is known about it. */
export interface WireRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** Lower-case names; repeated fields are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** True when the body is larger than the mock reads; `body` is then empty. */
  readonly oversized: boolean;
}

export interface FrontOptions {
  readonly contract: Contract;
  readonly schemas: Schemas;
  readonly prism: Prism;
  readonly log: RequestLog;
  /** The scenario that is played at the moment. */
  readonly player: () => Player | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onLogged?: (entry: LoggedRequest) => void;
}

/** The most bytes of a request body that the mock reads: 1 MiB. */
export const bodyLimitBytes = 1_048_576;

interface Decision {
  readonly answer: Answer;
  readonly operation?: MockOperation;
  readonly example?: Example;
  readonly step?: Step;
  readonly refused?: readonly string[];
}

function ownMark(answer: Answer): string | undefined {
  return answer.headers.find(([name]) => name === 'x-mock-error')?.[1];
}

/** A bearer token with at least one character. The scheme ignores case: RFC 9110 §11.1, RFC 6750 §2.1. */
function hasToken(authorization: string | undefined): boolean {
  return /^bearer +\S/i.test(authorization ?? '');
}

/** An example's header fields as a step changes them. Names ignore case: RFC 9110 §5.1. */
function withChanges(
  headers: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>>,
): [string, string][] {
  const merged = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [name, value] as [string, string]]),
  );
  for (const [name, value] of Object.entries(changes))
    if (value === null) merged.delete(name.toLowerCase());
    else merged.set(name.toLowerCase(), [name, value]);
  return [...merged.values()];
}

/** Builds the front of a mock. The result never rejects: what goes wrong inside is answered and marked. */
export function createFront(options: FrontOptions): (request: WireRequest) => Promise<Answer> {
  const { contract, schemas, prism, log, player, now, onLogged } = options;
  const route = createRouter(contract);

  const known = new Map<Example, readonly string[]>();
  const faultsOf = (operation: MockOperation, example: Example): readonly string[] => {
    const found = known.get(example) ?? judgeExample(operation, example, schemas);
    known.set(example, found);
    return found;
  };

  /** Prism's answer for an example, with the example's own header fields; an output violation is a failure. */
  async function play(
    operation: MockOperation,
    example: Example,
    extra: readonly [string, string][] = [],
    step?: Step,
  ): Promise<Answer> {
    const found = await prism.answer(operation, example);
    const wrong = found.violations.length > 0 ? [...found.violations] : [...faultsOf(operation, example)];
    if (wrong.length === 0 && found.status !== example.status)
      wrong.push(`Prism answers ${found.status} instead of ${example.status}`);
    if (wrong.length > 0)
      return ownError(
        500,
        'output-violation',
        `the example ${operation.id}.${example.case} breaks the contract: ${wrong[0]}`,
        { violations: wrong },
      );
    const headers: [string, string][] = [
      ...withChanges(example.headers, step?.headers ?? {}),
      ['x-mock-example', headerText(`${operation.id}.${example.case}`)],
      ...extra,
    ];
    const type = found.contentType;
    const answer = jsonAnswer(example.status, found.body);
    return {
      ...answer,
      headers: [...(type === undefined ? [] : [['content-type', type] as const]), ...headers],
    };
  }

  async function refuse(
    operation: MockOperation,
    example: Example | undefined,
    messages: readonly string[],
    asked: Preference,
  ): Promise<Decision> {
    const preferred =
      asked.example === undefined ? undefined : preferredExample(operation, { example: asked.example });
    const chosen =
      preferred && 'status' in preferred && preferred.status === example?.status ? preferred : example;
    if (!chosen)
      return {
        operation,
        refused: messages,
        answer: ownError(400, 'invalid-request', `${operation.id}: ${messages[0]}`, { faults: messages }),
      };
    const answer = await play(operation, chosen, [['x-mock-refused', headerText(messages.join('; '))]]);
    return { operation, refused: messages, example: chosen, answer };
  }

  async function playStep(step: Step, seen: SeenRequest): Promise<Decision> {
    const { operation } = step;
    const example = step.example ?? defaultExample(seen);
    if (!example)
      return {
        operation,
        step,
        answer: ownError(500, 'output-violation', `${operation.id} has no example of a success`),
      };
    const plain = await play(operation, example, [], step);
    const { fault: name, chunkBytes, everyMs, delayMs } = step;
    const answer = {
      ...plain,
      status: step.status ?? plain.status,
      delayMs,
      ...(name ? { fault: { name, chunkBytes, everyMs } } : {}),
    };
    return { operation, example, step, answer };
  }

  async function decide(request: WireRequest): Promise<Decision> {
    const [path = '', ...rest] = request.url.split('?');
    const found = route(request.method, path);
    if (found.kind === 'unknown') {
      const allow: [string, string][] = found.allow.length > 0 ? [['allow', found.allow.join(', ')]] : [];
      const message = `${request.method} ${path.slice(0, 200)} is no route of this API: ${found.hint}`;
      return { answer: ownError(404, 'unknown-route', message, { hint: found.hint }, allow) };
    }
    const { operation } = found;
    const asked = readPrefer(request.headers['prefer']);
    const preference = 'problem' in asked ? {} : asked;
    if (operation.secured && !hasToken(request.headers['authorization'])) {
      const unauthorized = operation.examples.find(({ status }) => status === 401);
      return refuse(operation, unauthorized, ['Authorization: Bearer <key> is missing or empty'], preference);
    }
    const query = rest.join('?');
    const judged: JudgedRequest = {
      path: found.path,
      query: new URLSearchParams(query),
      headers: request.headers,
      body: request.body,
    };
    const { faults: judgements, body } = request.oversized
      ? {
          faults: [{ in: 'body', message: `body is larger than ${bodyLimitBytes} bytes` } as const],
          body: undefined,
        }
      : judge(operation, judged, schemas);
    const faults = [...judgeTarget(path, query), ...judgements];
    if (faults.length > 0) {
      const messages = faults.slice(0, 20).map(({ message }) => message.slice(0, 500)); // a name may be as long as a body
      return refuse(operation, fittingRefusal(operation, faults, { ...judged, body }), messages, preference);
    }
    if ('problem' in asked) return { operation, answer: ownError(400, 'invalid-prefer', asked.problem) };
    const seen: SeenRequest = {
      operation,
      path: found.path,
      query: judged.query,
      headers: request.headers,
      body,
    };
    if (asked.code !== undefined || asked.example !== undefined) {
      const preferred = preferredExample(operation, asked);
      if ('problem' in preferred)
        return { operation, answer: ownError(400, 'invalid-prefer', preferred.problem) };
      return { operation, example: preferred, answer: await play(operation, preferred) };
    }
    const step = player()?.next(seen);
    if (step) return playStep(step, seen);
    const example = defaultExample(seen);
    if (!example)
      return {
        operation,
        answer: ownError(500, 'output-violation', `${operation.id} has no example of a success`),
      };
    return { operation, example, answer: await play(operation, example) };
  }

  return async (request) => {
    let decision: Decision;
    try {
      decision = await decide(request);
    } catch (error) {
      decision = { answer: ownError(500, 'internal', `the mock failed: ${(error as Error).message}`) };
    }
    const { answer, operation, example, step, refused } = decision;
    const mark = ownMark(answer);
    const entry = log.add({
      at: new Date(now()).toISOString(),
      method: request.method,
      url: request.url,
      headers: loggedHeaders(request.headers),
      ...(request.body.byteLength > 0 ? { body: loggedBody(request.body) } : {}),
      ...(operation ? { operation: operation.id } : {}),
      status: answer.status,
      ...(operation && example ? { example: `${operation.id}.${example.case}` } : {}),
      ...(step ? { step: step.at } : {}),
      ...(step?.act ? { acted: true } : {}),
      ...(answer.fault ? { fault: answer.fault.name } : {}),
      ...(refused ? { refused } : {}),
      ...(mark === undefined ? {} : { mock_error: mark }),
    });
    onLogged?.(entry);
    return answer;
  };
}
