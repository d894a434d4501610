// The page: which fragments stand on it and in which order. One file, nothing outside it.
import type { JSX } from 'preact';
import type { Assets } from './assets.js';
import type { PageModel } from './page-model.js';
import { Changelog } from './fragments/changelog.js';
import { Contents, titleOf } from './fragments/contents.js';
import { Errors } from './fragments/errors.js';
import { Authentication, Pagination, Quickstart, Reading, Retries, Versions } from './fragments/guides.js';
import { OperationSection } from './fragments/operation.js';
import { PromiseList } from './fragments/promises.js';
import { Prose } from './fragments/prose.js';
import { Raw } from './fragments/raw.js';
import { SharedTypeSection } from './fragments/shared-type.js';
import { Top } from './fragments/top.js';

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%234338ca'/%3E%3Cpath d='M9.5 4v5.2a2 2 0 0 1-4 0' stroke='%23fff' stroke-width='1.8' fill='none'/%3E%3C/svg%3E";

export function Page({ page, assets }: { readonly page: PageModel; readonly assets: Assets }): JSX.Element {
  const { contract, version } = page;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={assets.policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content={contract.summary} />
        <title>{`${contract.title} ${version}: reference`}</title>
        <link rel="icon" href={icon} />
        <Raw as="style" html={assets.style} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the reference
        </a>
        <Top title={contract.title} version={version} />
        <Contents
          before={page.guides.before}
          groups={contract.groups}
          after={page.guides.after}
          releases={page.releases}
        />
        <Main page={page} />
        <Raw as="script" html={assets.script} />
      </body>
    </html>
  );
}

/** What one looks up most often, beside the overview. */
function Facts({ page }: { readonly page: PageModel }): JSX.Element {
  const { contract, version, history } = page;
  const released = history.notes.find(({ date }) => date !== undefined);
  return (
    <div class="code">
      <dl class="facts">
        <dt>Base URL</dt>
        <dd>
          <code>{contract.server}</code>
        </dd>
        <dt>Version</dt>
        <dd>
          {version}
          {released?.version === version ? `, released on ${released.date}` : null}
        </dd>
        <dt>Operations</dt>
        <dd>{contract.groups.map(({ name, operations }) => `${operations.length} on ${name}`).join(', ')}</dd>
        <dt>Errors</dt>
        <dd>
          <a href="#error-codes">{page.errors.length} codes</a>, one envelope
        </dd>
        <dt>SDKs</dt>
        <dd>
          <a href="#quickstart">TypeScript</a>,{' '}
          <a href="https://github.com/jettsondev/jettson-sdk-python">Python</a>
        </dd>
        <dt>Concepts</dt>
        <dd>
          {contract.groups.map(({ name, anchor }, index) => (
            <>
              {index === 0 ? '' : ', '}
              <a href={`#${anchor}`}>{titleOf(name)}</a>
            </>
          ))}
        </dd>
        <dt>For programs</dt>
        <dd>
          <a href="index.md">This page as Markdown</a>
        </dd>
      </dl>
    </div>
  );
}

function Main({ page }: { readonly page: PageModel }): JSX.Element {
  const { contract, highlight, hasAnchor, notice } = page;
  const guide = { contract, highlight, hasAnchor };
  return (
    <main id="main" tabindex={-1}>
      <section class="op guide" id="overview">
        <div>
          <h1>{contract.title}</h1>
          <p class="lead">{contract.summary}</p>
          <Prose markdown={contract.description} below={1} hasAnchor={hasAnchor} />
        </div>
        <Facts page={page} />
      </section>
      <Quickstart {...guide} />
      <Authentication {...guide} />
      <Pagination {...guide} />
      <Retries {...guide} />
      <Versions {...guide} notice={notice} />
      <Reading {...guide} />
      {contract.groups.map((group) => (
        <section key={group.anchor} class="group" aria-labelledby={group.anchor}>
          <h2 id={group.anchor}>
            <a href={`#${group.anchor}`}>{titleOf(group.name)}</a>
          </h2>
          <Prose markdown={group.description} below={2} hasAnchor={hasAnchor} />
          {group.types
            .filter(({ home }) => home === undefined)
            .map((type) => (
              <SharedTypeSection key={type.anchor} {...page.sharedType(type)} />
            ))}
          {group.operations.map((operation) => (
            <OperationSection key={operation.anchor} {...page.operation(operation)} />
          ))}
        </section>
      ))}
      <Errors {...guide} entries={page.errors} headers={page.errorHeaders.fields} statuses={page.statuses} />
      <PromiseList ledger={page.ledger} promiseAnchor={page.promiseAnchor} />
      <Changelog notes={page.history.notes} written={page.changelog} hasAnchor={hasAnchor} />
    </main>
  );
}
