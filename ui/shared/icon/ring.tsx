import './icon.css';

/** A pie of the share that is used (1 = all), beside the words that say it. Changes in place, without motion. */
export function Ring({ share, small = true }: { readonly share: number; readonly small?: boolean }) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <svg className={small ? 'i s ring' : 'i ring'} viewBox="0 0 16 16" aria-hidden="true">
      <circle className="track" cx="8" cy="8" r="6.5" />
      <circle
        className="used"
        cx="8"
        cy="8"
        r="2.5"
        pathLength="100"
        strokeDasharray={`${percent} 100`}
        transform="rotate(-90 8 8)"
      />
    </svg>
  );
}
