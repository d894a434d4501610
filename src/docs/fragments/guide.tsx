// The frame of a guide: prose on the left, a sample on the right.
import type { ComponentChildren, JSX } from 'preact';
import type { Highlight } from '../highlight.js';
import type { Contract } from '../model.js';
import type { GuideSample } from '../samples/guides.js';
import { Sample } from './sample.js';

export function Guide(props: {
  readonly id: string;
  readonly title: string;
  readonly contract: Contract;
  readonly sample?: GuideSample;
  readonly highlight: Highlight;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { id, title, contract, sample, highlight, children } = props;
  const known = new Set(contract.operations.map((operation) => operation.id));
  const shown = sample?.needs.every((need) => known.has(need)) ? sample : undefined;
  return (
    <section class="op guide" id={id}>
      <div>
        <h2>
          <a href={`#${id}`}>{title}</a>
        </h2>
        {children}
      </div>
      {shown ? (
        <div class="code">
          <Sample name={id} title={title} samples={shown.samples(contract.server)} highlight={highlight} />
        </div>
      ) : null}
    </section>
  );
}
