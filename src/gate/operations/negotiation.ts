// Which media type and which status of one document describes a message of the other: RFC 9110 §8.3, §12.5.1, §15;
// OpenAPI 3.1.1 §4.8.14, §4.8.16.
import type { MediaType, Response } from '../normalize.js';
import type { Direction } from '../surfaces.js';

/** Media types that may carry the same message: each of the sender's with the receiver's most specific one for it. */
export function matchTypes(
  base: readonly MediaType[],
  head: readonly MediaType[],
  direction: Direction,
): [MediaType, MediaType][] {
  const [senders, receivers] = direction === 'request' ? [base, head] : [head, base];
  const pairs: [MediaType, MediaType][] = [];
  for (const sender of senders) {
    const receiver = accepting(receivers, sender.type);
    if (receiver !== undefined) pairs.push(direction === 'request' ? [sender, receiver] : [receiver, sender]);
  }
  // A range of the receiver's that the sender fills with one of its types is matched above; a sender's range that takes
  // the place of the receiver's type is a finding of its own, and its messages still have to fit.
  for (const receiver of receivers)
    for (const sender of senders)
      if (
        sender.type !== receiver.type &&
        inRange(receiver.type, sender.type) &&
        !senders.some((one) => one.type === receiver.type)
      )
        pairs.push(direction === 'request' ? [sender, receiver] : [receiver, sender]);
  return pairs;
}

/** The most specific of the types under which a message of the given type is described: RFC 9110 §12.5.1. */
export function accepting(types: readonly MediaType[], type: string): MediaType | undefined {
  const bare = type.split(';')[0] ?? type;
  return (
    types.find((one) => one.type === type) ??
    types.find((one) => one.type === bare && !one.type.includes('*')) ??
    types
      .filter((one) => inRange(type, one.type))
      .sort((a, b) => Number(a.type.startsWith('*')) - Number(b.type.startsWith('*')))[0]
  );
}

/** Whether a type (or a range) lies within a range: `image/png` in `image/*`, `image/*` in `*` `/*`. */
export function inRange(type: string, range: string): boolean {
  if (range === '*/*' || range === '*') return true;
  const bare = type.split(';')[0] ?? type;
  if (range.endsWith('/*')) return bare.startsWith(range.slice(0, -1));
  return bare === range;
}

/** `default` describes whatever has no code or range of its own: OpenAPI 3.1.1 §4.8.16. */
export function describing(responses: readonly Response[], code: string): Response | undefined {
  const range = `${code[0]}XX`;
  return (
    responses.find(({ status }) => status === code) ??
    responses.find(({ status }) => status === range) ??
    responses.find(({ status }) => status === 'default')
  );
}

export const isSuccess = (status: string): boolean => /^[123]/.test(status);

/** Pairs of what a sender may answer with what the receiver was told, per status. */
export function matchStatuses(
  senders: readonly Response[],
  receivers: readonly Response[],
): { readonly status: string; readonly sender: Response; readonly receiver: Response | undefined }[] {
  const exact = (list: readonly Response[]) => list.filter(({ status }) => /^[0-9]{3}$/.test(status));
  const find = (list: readonly Response[], status: string) => list.find((one) => one.status === status);
  const pairs: { status: string; sender: Response; receiver: Response | undefined }[] = [];
  for (const sender of senders) {
    const { status } = sender;
    if (/^[0-9]{3}$/.test(status)) pairs.push({ status, sender, receiver: describing(receivers, status) });
    else if (status !== 'default') {
      for (const receiver of exact(receivers))
        if (receiver.status[0] === status[0] && find(senders, receiver.status) === undefined)
          pairs.push({ status: receiver.status, sender, receiver });
      pairs.push({ status, sender, receiver: find(receivers, status) ?? find(receivers, 'default') });
    } else {
      for (const receiver of receivers) {
        if (receiver.status === 'default') continue;
        const range = `${receiver.status[0]}XX`;
        if (find(senders, receiver.status) === undefined && find(senders, range) === undefined)
          pairs.push({ status: receiver.status, sender, receiver });
      }
      pairs.push({ status, sender, receiver: find(receivers, 'default') });
    }
  }
  return pairs;
}
