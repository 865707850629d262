import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import { useWords } from '../i18n/use-words.ts';
import { FocusBack } from './focus-back.tsx';
import './overlay.css';

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** The ways out, the main one last. */
  readonly actions?: ReactNode;
  /** px */
  readonly width?: number;
}

/**
 * Something that must be answered before work goes on. Rare: where an act can be taken back, it is not asked about.
 *
 * Focus goes in, stays in, and returns to where it was; Escape is the quiet way out.
 */
export function Dialog({ isOpen, onClose, title, children, actions, width = 440 }: DialogProps) {
  const { t } = useWords();
  return (
    <>
      {isOpen && <FocusBack />}
      <Modal
        opened={isOpen}
        onClose={onClose}
        title={title}
        size={width}
        closeButtonProps={{ 'aria-label': t('feedback.close'), icon: <Icon name="x" /> }}
        // Mantine's own knows nothing of menus, nor of dialogs that are there only while they are open.
        returnFocus={false}
      >
        {children}
        {actions !== undefined && <div className="dialog-acts">{actions}</div>}
      </Modal>
    </>
  );
}
