// What the page gains from a script: folded examples, one language everywhere, copy buttons, search, the filter by
// release, the place in the contents. Without it everything is there, open and readable. Runs in the browser, alone.

const all = <T extends Element>(selector: string, from: ParentNode = document): T[] => [
  ...from.querySelectorAll<T>(selector),
];

/** Storage may be forbidden, or there may be none for a file from disk. */
function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then the choice holds for this visit.
  }
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  members: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), members);
}

/** Radio buttons of one meaning follow each other, now and on the next visit. */
function follow(key: string, selector: string): void {
  const buttons = all<HTMLInputElement>(selector);
  const choose = (value: string | null): void => {
    for (const button of buttons) if (button.value === value) button.checked = true;
  };
  choose(remembered(key));
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches(selector)) return;
    const before = target.getBoundingClientRect().top;
    choose(target.value);
    remember(key, target.value);
    // Samples above may have grown or shrunk: what was clicked stays under the pointer.
    scrollBy({ top: target.getBoundingClientRect().top - before, behavior: 'instant' });
  });
}

function foldExamples(): void {
  for (const details of all<HTMLDetailsElement>('details[open]:not(.keep)')) details.open = false;
  const openTarget = (): void => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target?.closest('details');
    if (!details || details.open) return;
    details.open = true;
    target?.scrollIntoView();
  };
  addEventListener('hashchange', openTarget);
  openTarget();
  let closed: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    closed = all<HTMLDetailsElement>('details:not([open])');
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
  });
}

function addCopyButtons(): void {
  if (!navigator.clipboard) return;
  for (const box of all('.s')) {
    const button = element('button', { type: 'button', className: 'copy', textContent: 'Copy' });
    button.addEventListener('click', async () => {
      const shown = all<HTMLElement>('pre', box).find((pre) => pre.offsetParent !== null);
      await navigator.clipboard.writeText(shown?.textContent ?? '').then(
        () => {
          button.textContent = 'Copied';
        },
        () => {
          button.textContent = 'Not allowed';
        },
      );
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 2000);
    });
    box.querySelector('fieldset')?.after(button);
  }
}

interface Entry {
  readonly href: string;
  readonly name: string;
  readonly place: string;
  readonly text: string;
  readonly weight: number;
}

/** Everything that has an address and a name: operations, fields, codes, headings. */
function searchIndex(): Entry[] {
  return all<HTMLAnchorElement>('main :is(h2, h3, tbody th, summary) a, main summary').flatMap((link) => {
    const href = link.getAttribute('href') ?? `#${link.parentElement?.id}`;
    const name = (link.textContent ?? '').trim();
    const row = link.closest('tr');
    const section = link.closest('section');
    const place = row || link.matches('summary') ? (section?.querySelector('h2, h3')?.textContent ?? '') : '';
    if (!href.startsWith('#') || href === '#' || link.closest('.p')) return [];
    const about = row?.querySelector('td')?.textContent ?? section?.querySelector('.call')?.textContent ?? '';
    const weight = row ? 1 : link.matches('summary') ? 0 : 2;
    return [{ href, name, place, text: `${name} ${place} ${about}`.toLowerCase(), weight }];
  });
}

function score({ name, text, weight }: Entry, words: readonly string[]): number {
  if (!words.every((word) => text.includes(word))) return 0;
  const lower = name.toLowerCase();
  const hits = words.map((word) =>
    lower === word ? 40 : lower.startsWith(word) ? 20 : lower.includes(word) ? 10 : 1,
  );
  return hits.reduce((sum, hit) => sum + hit, 0) * 4 + weight;
}

function nothingFound(): HTMLLIElement {
  return element('li', { className: 'n', textContent: 'Nothing is called that.' });
}

function enableSearch(): void {
  const box = document.querySelector('search');
  const input = box?.querySelector('input');
  const found = document.getElementById('found');
  const status = box?.querySelector('[role=status]');
  if (!(box instanceof HTMLElement) || !input || !found || !status) return;
  box.hidden = false;
  let index: Entry[] | undefined;
  const show = (): void => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    index ??= searchIndex();
    const hits =
      words.length === 0
        ? []
        : index
            .map((entry) => ({ entry, points: score(entry, words) }))
            .filter(({ points }) => points > 0)
            .sort((a, b) => b.points - a.points);
    const items = hits.slice(0, 12).map(({ entry }) => {
      const link = element('a', { textContent: entry.name });
      link.setAttribute('href', entry.href);
      link.append(element('small', { textContent: entry.place }));
      const item = element('li', {});
      item.append(link);
      return item;
    });
    status.textContent = words.length === 0 ? '' : `${hits.length} found`;
    found.replaceChildren(...(words.length > 0 && hits.length === 0 ? [nothingFound()] : items));
  };
  const close = (): void => found.replaceChildren();
  input.addEventListener('input', show);
  input.addEventListener('focus', show);
  box.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && box.contains(relatedTarget))) close();
  });
  found.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) close();
  });
  document.addEventListener('keydown', (event) => {
    const typing =
      event.target instanceof HTMLElement && event.target.matches('input:not([type=radio]), select');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
    if (!(event.target instanceof Node && box.contains(event.target))) return;
    const links = [input, ...all<HTMLElement>('a', found)];
    const at = links.indexOf(event.target as HTMLElement);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      links[(at + step + links.length) % links.length]?.focus();
    }
    if (event.key === 'Enter' && event.target === input) links[1]?.click();
    if (event.key === 'Escape') {
      input.focus();
      close();
    }
  });
}

/** "Changed since 1.2.0" hides what no later release has touched, here and in the contents. */
function enableFilter(): void {
  const box = document.getElementById('since');
  const select = box?.querySelector('select');
  if (!box || !select) return;
  box.hidden = false;
  const order = [...select.options].map(({ value }) => value);
  select.addEventListener('change', () => {
    const from = order.indexOf(select.value);
    for (const section of all<HTMLElement>('[data-touched]')) {
      const touched = (section.dataset['touched'] ?? '').split(' ').map((version) => order.indexOf(version));
      const later = touched.some((at) => at > from || at === -1);
      section.hidden = from > 0 && !later;
      const entry = document.querySelector(`nav a[href="#${section.id}"]`)?.closest('li');
      if (entry) entry.hidden = section.hidden;
    }
  });
}

/** Marks the section at the top of the window in the contents, and closes the pop-over behind a chosen link. */
function followContents(): void {
  const nav = document.getElementById('contents');
  if (!nav) return;
  const close = (): void => {
    if (nav.matches(':popover-open')) nav.hidePopover();
  };
  addEventListener('hashchange', close);
  nav.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a')) close();
  });
  const links = new Map(all<HTMLAnchorElement>('a', nav).map((link) => [link.hash.slice(1), link]));
  const observer = new IntersectionObserver(
    (entries) => {
      const current = entries.find(({ isIntersecting }) => isIntersecting);
      if (!current) return;
      for (const link of links.values()) link.removeAttribute('aria-current');
      const link = links.get(current.target.id);
      link?.setAttribute('aria-current', 'true');
      const { top, bottom } = link?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
      if (top < 60 || bottom > innerHeight) nav.scrollBy({ top: top - innerHeight / 2 });
    },
    { rootMargin: '-20% 0px -79% 0px' },
  );
  for (const section of all('main section[id]')) if (links.has(section.id)) observer.observe(section);
}

follow('jettson-docs-theme', '[name=theme]');
follow('jettson-docs-language', '.s [type=radio]');
foldExamples();
addCopyButtons();
enableSearch();
enableFilter();
followContents();

export {};
