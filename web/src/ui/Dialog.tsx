import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A dialog for as long as it is there. What had the focus before has it again afterwards. A click beside one that is `kept` does
 * not close it.
 */
export function Dialog(props: { title: string; size?: string; kept?: boolean; close: () => void; children: ReactNode }) {
  const opener = useRef(document.activeElement);
  useEffect(() => {
    const before = opener.current;
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
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {props.children}
    </Modal>
  );
}
