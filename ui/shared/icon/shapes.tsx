import type { ReactNode } from 'react';

const face = <circle cx="8" cy="8" r="5.75" />;
const person = (
  <>
    <circle cx="8" cy="5.5" r="2.5" />
    <path d="M3 13.25c.6-2.4 2.5-3.75 5-3.75s4.4 1.35 5 3.75" />
  </>
);

/** What every icon is drawn by: a box of 16 px, strokes of 1.5 px. */
export const shapes = {
  ahead: <circle cx="8" cy="8" r="5.75" strokeDasharray="2.2 2.3" />,
  alert: <path d="M8 2.5 14 13H2L8 2.5ZM8 6.5v3M8 11.2v.05" />,
  at: (
    <>
      <circle cx="8" cy="8" r="2.25" />
      <path d="M10.25 5.75v3a1.5 1.5 0 0 0 3 0V8A5.25 5.25 0 1 0 11 12.3" />
    </>
  ),
  bell: <path d="M4 11V7.25a4 4 0 0 1 8 0V11l1.25 1.25H2.75L4 11ZM6.75 14h2.5" />,
  bounce: (
    <path d="M13.5 8V4.5a1 1 0 0 0-1-1h-9a1 1 0 0 0-1 1v7a1 1 0 0 0 1 1H8M2.75 4.5 8 8.5l5.25-4M11 10.5l3 3M14 10.5l-3 3" />
  ),
  check: <path d="m3.5 8.5 3 3 6-7" />,
  'check-circle': (
    <>
      {face}
      <path d="m5.5 8.25 1.75 1.75 3.25-3.75" />
    </>
  ),
  clip: (
    <path d="m13 7.5-5 5a3.2 3.2 0 0 1-4.5-4.5l5.25-5.25a2.12 2.12 0 0 1 3 3L6.6 10.9a1.06 1.06 0 0 1-1.5-1.5l4.65-4.65" />
  ),
  clock: (
    <>
      {face}
      <path d="M8 5v3.25L10 9.5" />
    </>
  ),
  doc: (
    <>
      <path d="M4 2.5h5l3 3v8H4v-11Z" />
      <path d="M9 2.5v3h3" />
    </>
  ),
  down: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  eye: (
    <>
      <path d="M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8Z" />
      <circle cx="8" cy="8" r="1.75" />
    </>
  ),
  'eye-off': (
    <>
      <path d="M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8Z" />
      <path d="m3 13 10-10" />
    </>
  ),
  filter: <path d="M2.5 4.5h11M4.5 8h7M6.5 11.5h3" />,
  flow: (
    <>
      <rect x="2" y="2.5" width="5" height="4" rx="1" />
      <rect x="9" y="9.5" width="5" height="4" rx="1" />
      <path d="M4.5 6.5v3a2 2 0 0 0 2 2H9" />
    </>
  ),
  forward: (
    <>
      <path d="m9.75 4 3.75 3.5L9.75 11" />
      <path d="M13.5 7.5h-7a4 4 0 0 0-4 4v.75" />
    </>
  ),
  gear: (
    <>
      <path d="M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6" />
      <circle cx="10" cy="4.5" r="1.5" />
      <circle cx="6" cy="11.5" r="1.5" />
    </>
  ),
  image: (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.5" />
      <circle cx="6" cy="6.25" r="1" />
      <path d="m3 11.5 3.25-3 2 1.75L10.5 8l3 3" />
    </>
  ),
  inbox: (
    <>
      <path d="M2.5 9 4.3 3.5h7.4L13.5 9v3.5h-11V9Z" />
      <path d="M2.5 9h3l1 1.75h3l1-1.75h3" />
    </>
  ),
  left: <path d="M9.5 4.5 6 8l3.5 3.5" />,
  list: <path d="M2.5 4h11M2.5 8h11M2.5 12h7" />,
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6" rx="1.5" />
      <path d="M5.5 7V5.25a2.5 2.5 0 0 1 5 0V7" />
    </>
  ),
  mail: (
    <>
      <rect x="2" y="3.5" width="12" height="9" rx="1.5" />
      <path d="m2.5 4.75 5.5 4 5.5-4" />
    </>
  ),
  merge: (
    <>
      <path d="M3.5 2.5v1.75c0 3 4.5 3 4.5 6v3M12.5 2.5v1.75c0 3-4.5 3-4.5 6" />
      <path d="m5.75 11.25 2.25 2.25 2.25-2.25" />
    </>
  ),
  moon: <path d="M13 9.2A5.5 5.5 0 1 1 6.8 3 4.4 4.4 0 0 0 13 9.2Z" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.25" />,
  nobody: <g strokeDasharray="2 1.6">{person}</g>,
  none: <path d="M5 8h6" />,
  off: <path d="M3 3l10 10M5 9.5a4.25 4.25 0 0 1 2-1.15M3 7a7 7 0 0 1 2.2-1.4M8 5a7 7 0 0 1 5 2M8 12.2v.01" />,
  panel: (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.5" />
      <path d="M9.5 3v10" />
    </>
  ),
  pause: (
    <>
      {face}
      <path d="M6.5 6v4M9.5 6v4" />
    </>
  ),
  pen: <path d="m3 13 .7-2.9L10.8 3a1.3 1.3 0 0 1 1.85 0l.35.35a1.3 1.3 0 0 1 0 1.85L5.9 12.3 3 13Z" />,
  phone: (
    <path d="M5.6 2.75 3.5 3.2c-.5.1-.8.55-.75 1.05.5 4.7 4.3 8.5 9 9 .5.05.95-.25 1.05-.75l.45-2.1-2.6-1.5-1.35 1.2a8.4 8.4 0 0 1-3.4-3.4l1.2-1.35-1.5-2.6Z" />
  ),
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  reply: (
    <>
      <path d="M6.25 4 2.5 7.5 6.25 11" />
      <path d="M2.5 7.5h7a4 4 0 0 1 4 4v.75" />
    </>
  ),
  retry: (
    <>
      <path d="M13 3v3.25H9.75" />
      <path d="M12.7 6.25a5.25 5.25 0 1 0 .55 2.25" />
    </>
  ),
  right: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.25 10.25 3.25 3.25" />
    </>
  ),
  shield: <path d="M8 2.5 3.5 4v4c0 2.75 1.8 4.6 4.5 5.5 2.7-.9 4.5-2.75 4.5-5.5V4L8 2.5Z" />,
  sort: <path d="M5 3.5v9M2.75 10.25 5 12.5l2.25-2.25M11 12.5v-9M8.75 5.75 11 3.5l2.25 2.25" />,
  stuck: <path d="M5.5 2.5v3M10.5 2.5v3M4 5.5h8v2a4 4 0 0 1-1.6 3.2M2.5 2.5l11 11M8 11.5v2" />,
  tag: (
    <>
      <path d="M2.5 3v4.25l6.25 6.25 4.75-4.75L7.25 2.5H3a.5.5 0 0 0-.5.5Z" />
      <path d="M5.25 5.25h.01" strokeWidth="2" />
    </>
  ),
  undo: (
    <>
      <path d="M5.5 3 2.5 6l3 3" />
      <path d="M2.5 6H10a3.5 3.5 0 0 1 0 7H6.5" />
    </>
  ),
  up: <path d="m4.5 9.5 3.5-3.5 3.5 3.5" />,
  user: person,
  x: <path d="m4.5 4.5 7 7M11.5 4.5l-7 7" />,
  'x-circle': (
    <>
      {face}
      <path d="m6 6 4 4M10 6l-4 4" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

/** The name of an icon. */
export type IconName = keyof typeof shapes;
