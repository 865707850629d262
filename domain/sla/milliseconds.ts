/** Milliseconds in a second, of which targets are made. */
export const SECOND = 1000;
/** Milliseconds in a minute, of which opening hours are made. */
export const MINUTE = 60 * SECOND;
/** Milliseconds in a day of UTC, which has no summer time. */
export const DAY = 24 * 60 * MINUTE;
