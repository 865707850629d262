import { useId, useRef, type KeyboardEvent } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/shapes.tsx';
import './button.css';

/** One of several ways to go on. */
export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon: IconName;
  /** It is for colleagues only, and looks like it. */
  readonly isForNote?: boolean;
}

interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** The id of what the choice changes. */
  readonly controls?: string;
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

/** One of a few things at a time, as tabs: arrows move, the chosen one is the only stop of the Tab key. */
export function Segments<Value extends string>({ label, segments, value, onChange, controls }: SegmentsProps<Value>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = segments.findIndex((segment) => segment.value === value) + step;
    const next = segments[(at + segments.length) % segments.length];
    if (!next) return;
    onChange(next.value);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${next.value}`)}`)?.focus();
  };
  return (
    <div ref={list} className="seg" role="tablist" aria-label={label} onKeyDown={move}>
      {segments.map((segment) => (
        <button
          key={segment.value}
          id={`${id}-${segment.value}`}
          className={segment.isForNote ? 'btn for-note' : 'btn'}
          type="button"
          role="tab"
          aria-selected={segment.value === value}
          aria-controls={controls}
          tabIndex={segment.value === value ? 0 : -1}
          onClick={() => onChange(segment.value)}
        >
          <Icon name={segment.icon} />
          {segment.label}
        </button>
      ))}
    </div>
  );
}
