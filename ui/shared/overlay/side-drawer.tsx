import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import { useWords } from '../i18n/use-words.ts';
import './overlay.css';

interface SideDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** px, or all there is on a phone. */
  readonly width?: number | '100%';
  readonly side?: 'left' | 'right';
}

/** A pane that comes over the page where there is no room beside it. */
export function SideDrawer({ isOpen, onClose, title, children, width = 304, side = 'right' }: SideDrawerProps) {
  const { t } = useWords();
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={width}
      position={side}
      closeButtonProps={{ 'aria-label': t('feedback.close'), icon: <Icon name="x" /> }}
    >
      {children}
    </Drawer>
  );
}
