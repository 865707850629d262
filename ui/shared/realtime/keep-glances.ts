import { MOST_GLANCES } from '#domain/contracts/socket-ask';
import type { Wire } from './wire.ts';

/** The tickets in sight of this page, as the server is to know them. */
export interface Glances {
  /** Have these in sight until the returned function is called. */
  begin(ticketIds: readonly string[]): () => void;
  /** The wire is up: the server knows nothing yet. */
  renew(): void;
}

/** Whoever scrolls tells where they came to a rest; before saying it again if no answer came: milliseconds. */
const pauses = { restMs: 200, retryMs: 3_000 };

/** Tell the server which tickets are in sight, all of them each time, as long as the wire is up. */
export function keepGlances(wire: Pick<Wire, 'isUp' | 'ask'>): Glances {
  const inSight = new Map<symbol, readonly string[]>();
  let said = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = async (): Promise<void> => {
    timer = undefined;
    const ticketIds = [...new Set([...inSight.values()].flat())].toSorted().slice(0, MOST_GLANCES);
    const text = ticketIds.join(' ');
    if (!wire.isUp() || text === said) return;
    said = text;
    const answer = await wire.ask({ type: 'glance', ticketIds }).catch(() => undefined);
    if (answer?.ok === true || said !== text) return;
    said = '';
    saySoon(pauses.retryMs);
  };
  const saySoon = (ms = pauses.restMs) => {
    timer ??= setTimeout(() => void say(), ms);
  };
  return {
    begin(ticketIds) {
      const mine = Symbol('glance');
      inSight.set(mine, ticketIds);
      saySoon();
      return () => {
        inSight.delete(mine);
        saySoon();
      };
    },
    renew() {
      said = '';
      saySoon();
    },
  };
}
