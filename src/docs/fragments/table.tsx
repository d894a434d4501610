// A table whose caption and column heads are there to be read aloud: who sees it needs neither.
import type { ComponentChildren, JSX } from 'preact';

export interface TableProps {
  readonly id?: string | undefined;
  /** The class that tables.css gives it a look by. */
  readonly look?: 'er' | 'wide';
  readonly caption: string;
  readonly heads: readonly [string, string];
  /** The rows. */
  readonly children: ComponentChildren;
}

export function Table({ id, look, caption, heads, children }: TableProps): JSX.Element {
  return (
    <table id={id} class={look}>
      <caption class="sr">{caption}</caption>
      <thead class="sr">
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
