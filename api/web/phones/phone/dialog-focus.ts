import { type RefObject, useEffect, useRef } from 'react';

/** Takes the focus into a sheet while it is open, gives it back afterwards, and closes it on Escape. */
export function useDialogFocus<T extends HTMLElement>(onClose: () => void): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [onClose]);
  return element;
}
