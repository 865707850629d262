import './icon.css';
import { shapes, type IconName } from './shapes.tsx';

/** An icon beside the words that say the same; screen readers pass it over. 16 px, small 14 px. */
export function Icon({ name, small = false }: { readonly name: IconName; readonly small?: boolean }) {
  return (
    <svg className={small ? 'i s' : 'i'} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}
