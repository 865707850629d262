import { Popover } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { ownEscape } from '../overlay/own-escape.ts';
import './why-this-time.css';

interface WhyButtonProps {
  /** What is asked about, in words: `Next reply`. */
  readonly metric: string;
  /** The answer; made when somebody asks. */
  readonly children: ReactNode;
}

/** Asks why a clock is due when it is. The answer takes the focus, and Escape gives it back. */
export function WhyButton({ metric, children }: WhyButtonProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const label = t('clock.whyOf', { metric });
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="left-start"
      // On a phone there is no room beside the clock.
      middlewares={{ shift: { padding: 8 }, flip: { fallbackPlacements: ['right-start', 'bottom-end', 'top-end'] } }}
      width={376}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button className="link" type="button" aria-label={label} onClick={() => setOpen(!isOpen)}>
          {t('clock.why')}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} className="pop why-pop" {...ownEscape}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
