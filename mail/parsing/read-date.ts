const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Hours of the zones that RFC 5322 §4.3 still knows by name. */
const ZONES: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};
const DATE =
  /(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([+-]\d{4}|[a-z]{1,5}))?/i;
/** As the C library writes it: `Thu Sep  5 21:00:00 2013`. */
const ASCTIME = /([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(\d{4})/i;

/** The instant that a `Date` field names (RFC 5322 §3.3, §4.3); null if it names none. Unknown zones count as UTC. */
export function readDate(field: string): Date | null {
  const text = field.slice(0, 200);
  const [, day, month, year, hour, minute, second, zone] = DATE.exec(text) ?? [];
  if (day) return instant([year, month, day, hour, minute, second], zone);
  const [, asMonth, asDay, asHour, asMinute, asSecond, asYear] = ASCTIME.exec(text) ?? [];
  if (asMonth) return instant([asYear, asMonth, asDay, asHour, asMinute, asSecond], undefined);
  const iso = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}\S*/.exec(text)?.[0];
  return iso === undefined ? null : valid(new Date(iso.replace(' ', 'T')));
}

function instant([year, month, ...rest]: (string | undefined)[], zone: string | undefined): Date | null {
  const [day = 0, hour = 0, minute = 0, second = 0] = rest.map((digits) => Number(digits ?? 0));
  const at = MONTHS.indexOf(month?.toLowerCase() ?? '');
  if (at < 0 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return null;
  const written = Number(year);
  // Two digits: up to 49 in this century (RFC 5322 §4.3); three are years since 1900.
  const full = written < 50 ? written + 2000 : written < 1000 ? written + 1900 : written;
  return valid(new Date(Date.UTC(full, at, day, hour, minute, second) - offset(zone)));
}

/** In milliseconds, to be taken off the clock's reading. */
function offset(zone = ''): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(zone) ?? [];
  const size = sign === undefined ? (ZONES[zone.toUpperCase()] ?? 0) * 60 : Number(hours) * 60 + Number(minutes);
  return (sign === '-' ? -size : size) * 60_000;
}

function valid(date: Date): Date | null {
  return Number.isNaN(date.getTime()) ? null : date;
}
