import { PRIORITIES, STATUSES } from '#domain/tickets/words';
import type { Clock, SlaClock } from '../shared/clock/clock.ts';
import { ClockBar } from '../shared/clock/clock-bar.tsx';
import { ClockChip } from '../shared/clock/clock-chip.tsx';
import { WhyButton } from '../shared/clock/why-button.tsx';
import { PriorityBadge } from '../shared/marks/priority-mark.tsx';
import { StatusBadge } from '../shared/marks/status-mark.tsx';
import { EXAMPLE_NOW, exampleClock, exampleMet, examplePaused } from './example-tickets.ts';
import { ExampleReason } from './example-reason.tsx';
import { Shelf } from './shelf.tsx';

const minute = 60_000;
const hour = 60 * minute;

const clocks: readonly Clock[] = [
  exampleClock('firstResponse', 190 * minute, 22),
  exampleClock('nextResponse', 70 * minute, 58),
  exampleClock('firstResponse', 14 * minute, 80),
  exampleClock('nextResponse', 40_000, 98),
  exampleClock('resolution', 50 * hour, 30),
  exampleClock('firstResponse', -125 * minute, 170),
  exampleClock('resolution', -30 * hour, 190),
  examplePaused('pending'),
  exampleMet(23 * minute),
  exampleMet(-18 * minute),
  { state: 'held', until: EXAMPLE_NOW + 8_000 },
  { state: 'snoozed', until: Date.parse('2026-11-26T09:00:00Z') },
  { state: 'stuck', since: Date.parse('2026-11-24T09:12:00Z') },
  { state: 'none' },
];

/** Clocks in every state, in a row and in a head; priorities and statuses. */
export function ClockExamples() {
  return (
    <>
      <Shelf label="On a row">
        {clocks.map((clock, at) => (
          <ClockChip key={at} clock={clock} />
        ))}
      </Shelf>
      <Shelf label="In a head">
        {clocks.map((clock, at) => (
          <ClockChip key={at} clock={clock} isPill />
        ))}
      </Shelf>
      <Shelf label="Priority">
        {PRIORITIES.toReversed().map((priority) => (
          <PriorityBadge key={priority} priority={priority} />
        ))}
      </Shelf>
      <Shelf label="Status">
        {STATUSES.map((status) => (
          <StatusBadge key={status} status={status} />
        ))}
      </Shelf>
    </>
  );
}

const bars: readonly SlaClock[] = [
  exampleClock('resolution', 261 * minute, 46),
  exampleClock('nextResponse', 14 * minute, 77),
  exampleClock('firstResponse', -125 * minute, 170),
  examplePaused('pending'),
  exampleMet(23 * minute),
  exampleMet(-18 * minute),
].filter((clock): clock is SlaClock => 'metric' in clock);

/** Clocks as bars, and why one is due then. */
export function ClockBarExamples() {
  return (
    <div className="two">
      <div className="card">
        {bars.map((clock, at) => (
          <ClockBar key={at} clock={clock} />
        ))}
      </div>
      <div className="two-below">
        <div className="pop">
          <ExampleReason />
        </div>
        <div className="card">
          {bars.slice(1, 2).map((clock) => (
            <ClockBar
              key={clock.metric}
              clock={clock}
              why={
                <WhyButton metric="Next response">
                  <ExampleReason />
                </WhyButton>
              }
            />
          ))}
        </div>
      </div>
    </div>
  );
}
