// The bar at the top: name, contents, search.
import type { JSX } from 'preact';

export function Top({ title, version }: { readonly title: string; readonly version: string }): JSX.Element {
  return (
    <header class="top">
      <button type="button" popovertarget="contents">
        Contents
      </button>
      <a class="brand" href="#main">
        {title} <span>{version}</span>
      </a>
      <search hidden>
        <input
          type="search"
          aria-label="Search operations, fields and error codes"
          placeholder="Search"
          autocomplete="off"
        />
        <p class="sr" role="status" />
        <ul id="found" />
      </search>
    </header>
  );
}
