const whole = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** A whole number with separators: `1,288`. */
export const formatNumber = (value: number) => whole.format(Math.round(value));

/** A time of day in the reader's zone: `21:20:22`. */
export const formatTimeOfDay = (instant: string) => clock.format(new Date(instant));
