const shapes = {
  check: <path d="m3.5 8.5 3 3 6-7" />,
  'check-circle': (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="m5.5 8.25 1.75 1.75 3.25-3.75" />
    </>
  ),
  alert: <path d="M8 2.5 14 13H2L8 2.5ZM8 6.5v3M8 11.2v.05" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 5v3.25L10 9.5" />
    </>
  ),
  ahead: <circle cx="8" cy="8" r="5.75" strokeDasharray="2.2 2.3" />,
  off: <path d="M5.5 2.5v3M10.5 2.5v3M4 5.5h8v2a4 4 0 0 1-1.6 3.2M2.5 2.5l11 11M8 11.5v2" />,
} as const;

/** The name of an icon. */
export type IconName = keyof typeof shapes;

/** An icon of 16 px beside the words that say the same; screen readers pass it over. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}
