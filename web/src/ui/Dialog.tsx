import { Modal } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

/**
 * A dialog for as long as it is there. What had the focus before has it again afterwards. Neither a click beside one that is `kept`
 * nor Escape closes it.
 */
export function Dialog(props: { title: string; size?: string; kept?: boolean; close: () => void; children: ReactNode }) {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement) {
        before.focus();
      }
    };
  }, []);
  return (
    <Modal
      opened
      onClose={props.close}
      title={props.title}
      size={props.size ?? 'md'}
      closeOnClickOutside={!props.kept}
      closeOnEscape={!props.kept}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {props.children}
    </Modal>
  );
}
