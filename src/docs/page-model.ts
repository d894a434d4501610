// Everything a page shows, gathered once and handed to its fragments.
import type { SharedType } from './bodies.js';
import type { Json } from './contract.js';
import type { ErrorEntry, ErrorHeaders, SharedStatus } from './errors.js';
import type { GuideLink } from './fragments/contents.js';
import type { OperationProps } from './fragments/operation.js';
import type { SharedTypeProps } from './fragments/shared-type.js';
import type { Highlight } from './highlight.js';
import type { History, Release } from './history.js';
import type { LedgerEntry } from './ledger.js';
import type { Contract, Operation } from './model.js';
import { errorCatalogue, errorHeaders, sharedStatuses } from './errors.js';
import { laterSince } from './fragments/marks.js';
import { readHistory } from './history.js';
import { readContract } from './model.js';
import { curlSample } from './samples/curl.js';
import { pythonSample } from './samples/python.js';
import { sampleRequest } from './samples/request.js';
import { typescriptSample } from './samples/typescript.js';

/** In days: from the release that first says that a thing goes, and from the release of what replaces it. */
export interface Notice {
  readonly days: number;
  readonly successorDays: number;
}

export interface PageInput {
  /** The bundled contract, parsed. */
  readonly bundle: unknown;
  /** The released contracts, the oldest first. */
  readonly released: readonly Release[];
  readonly promises: readonly LedgerEntry[];
  /** CHANGELOG.md; empty for none. */
  readonly changelog: string;
  /** What the page calls itself: the version of the contract or of the package. */
  readonly version: string;
  /** The notice before anything goes; what is published where the policy is not at hand. */
  readonly notice?: Notice;
}

export interface PageModel {
  readonly contract: Contract;
  readonly version: string;
  readonly history: History;
  readonly errors: readonly ErrorEntry[];
  readonly errorHeaders: ErrorHeaders;
  readonly statuses: readonly SharedStatus[];
  readonly ledger: readonly LedgerEntry[];
  readonly changelog: string;
  readonly notice: Notice;
  /** The releases that something newer has followed, the oldest first: what one can ask the changes since. */
  readonly releases: readonly string[];
  readonly guides: { readonly before: readonly GuideLink[]; readonly after: readonly GuideLink[] };
  readonly highlight: Highlight;
  readonly hasAnchor: (id: string) => boolean;
  readonly promiseAnchor: (id: string) => string;
  readonly operation: (operation: Operation) => OperationProps;
  readonly sharedType: (type: SharedType) => SharedTypeProps;
}

/** The ids that the page uses for itself. */
const fixedIds = [
  ...['main', 'contents', 'since', 'found'],
  ...['overview', 'quickstart', 'authentication', 'pagination', 'retries', 'versions', 'reading'],
  ...['provenance', 'open-enums', 'errors', 'error-codes', 'error-headers', 'promises', 'changelog'],
];

/** API overview, Versioning. */
export const publishedNotice: Notice = { days: 90, successorDays: 90 };

export function createPageModel(input: PageInput, highlight: Highlight): PageModel {
  const contract = readContract(input.bundle, input.promises, fixedIds);
  const { anchors, operations } = contract;
  const history = readHistory(contract, input.released);
  const errors = errorCatalogue(contract);
  const headers = errorHeaders(contract);
  const statuses = sharedStatuses(contract);
  const promiseAnchor = (id: string): string => anchors.of('promise', id);
  for (const { id } of input.promises) promiseAnchor(id);
  const guides = guideLinks(contract, input.promises.length > 0);
  const left = new Set([
    ...(guides.before.some(({ id }) => id === 'pagination') ? [] : ['pagination']),
    ...(guides.after.some(({ id }) => id === 'promises') ? [] : ['promises']),
    ...(headers.fields.length === 0 ? ['error-headers'] : []),
  ]);
  const hasAnchor = (id: string): boolean => anchors.has(id) && !left.has(id);
  const anchorOfOperation = (id: string): string | undefined =>
    operations.find((one) => one.id === id)?.anchor;
  return {
    contract,
    version: input.version,
    history,
    errors,
    errorHeaders: headers,
    statuses,
    ledger: input.promises,
    changelog: input.changelog,
    notice: input.notice ?? publishedNotice,
    releases: history.notes
      .slice(1)
      .map(({ version }) => version)
      .toReversed(),
    guides,
    highlight,
    hasAnchor,
    promiseAnchor,
    sharedType: (type) => ({
      type,
      value: exampleOf(type, operations),
      highlight,
      hasAnchor,
      since: (anchor) => laterSince(history, anchor, history.since(type.anchor)),
    }),
    operation: (operation) => {
      const sample = sampleRequest(operation);
      return {
        operation,
        sample,
        samples: {
          typescript: typescriptSample(sample),
          curl: curlSample(sample),
          python: pythonSample(sample),
        },
        history,
        highlight,
        hasAnchor,
        anchorOfOperation,
        promiseAnchor,
        errorLinks: {
          errorAnchor: (code) => anchors.of('error', code),
          headerAnchor: headers.anchorOf,
          isSharedStatus: ({ status, description }) =>
            statuses.some((one) => one.status === status && one.description === description),
        },
      };
    },
  };
}

/** A value of a shared type: the fullest body that an example of the contract shows. */
function exampleOf(type: SharedType, operations: readonly Operation[]): Json | undefined {
  const answers = operations.flatMap(({ responses }) =>
    responses.filter(({ body }) => body?.shared === type),
  );
  const sending = operations.filter(({ body }) => body?.shared === type);
  const values = [
    ...answers.flatMap(({ examples }) => examples.map(({ body }) => body)),
    ...sending
      .flatMap(({ responses }) => responses.filter(({ isError }) => !isError))
      .flatMap(({ examples }) => examples.map(({ request }) => request?.body)),
  ];
  const size = (value: Json | undefined): number => (JSON.stringify(value) ?? '').length;
  return values.toSorted((a, b) => size(b) - size(a))[0];
}

function guideLinks(contract: Contract, hasPromises: boolean): PageModel['guides'] {
  const paginated = contract.operations.some((operation) => operation.paginated);
  return {
    before: [
      { id: 'overview', title: 'Overview' },
      { id: 'quickstart', title: 'Quickstart' },
      { id: 'authentication', title: 'Authentication' },
      ...(paginated ? [{ id: 'pagination', title: 'Pagination' }] : []),
      { id: 'retries', title: 'Retries and repeats' },
      { id: 'versions', title: 'Versions' },
      { id: 'reading', title: 'How to read this page' },
    ],
    after: [
      { id: 'errors', title: 'Errors' },
      ...(hasPromises ? [{ id: 'promises', title: 'Promises' }] : []),
      { id: 'changelog', title: 'Changelog' },
    ],
  };
}
