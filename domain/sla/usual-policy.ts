import type { SlaPolicy } from './policy.ts';

const minute = 60;
const hour = 60 * minute;

/** What a desk promises that has promised nothing else yet. */
export const usualPolicy: SlaPolicy = {
  targets: {
    urgent: { firstResponse: 10 * minute, nextResponse: 30 * minute, resolution: 4 * hour },
    high: { firstResponse: hour, nextResponse: 2 * hour, resolution: 8 * hour },
    normal: { firstResponse: 4 * hour, nextResponse: 8 * hour, resolution: 24 * hour },
    low: { firstResponse: 8 * hour, nextResponse: 16 * hour, resolution: 40 * hour },
  },
  pauses: { resolution: ['pending', 'on_hold'] },
  warnAt: [50, 75, 90],
};
