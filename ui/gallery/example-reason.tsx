import { reasonLines } from '../shared/clock/reason-lines.ts';
import { WhyThisTime } from '../shared/clock/why-this-time.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { EXAMPLE_NOW } from './example-tickets.ts';

const minute = 60_000;
const hour = 60 * minute;
const startedAt = Date.parse('2026-11-24T10:28:12Z');

/** Why a clock is due when it is, with everything there can be to say. */
export function ExampleReason() {
  const { locale } = useWords();
  const lines = reasonLines(
    {
      startedAt,
      startedBy: 'Hanne Vollmer wrote and waits for an answer',
      policy: 'Business standard v4: High priority',
      targetMs: hour,
      calendar: 'Office hours v2, Europe/Berlin',
      warnings: [50, 75, 90].map((percent) => ({ percent, at: startedAt + 30 * minute + (percent / 100) * hour })),
      pauses: [{ from: startedAt + 10 * minute, to: startedAt + 40 * minute, because: 'pending' }],
      dueAt: startedAt + 90 * minute,
      leftMs: 14 * minute,
    },
    EXAMPLE_NOW,
    locale,
  );
  return (
    <WhyThisTime
      title="Why is the next reply due 11:58?"
      lines={lines}
      hint="Changing the priority keeps the 46 min already used."
    />
  );
}
