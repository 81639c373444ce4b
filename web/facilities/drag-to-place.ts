import { type DragEvent, useRef } from 'react';

const numberOn = (target: EventTarget | null, name: 'bed' | 'guest'): number | null => {
  const found = target instanceof Element ? target.closest<HTMLElement>(`[data-${name}]`) : null;
  return found ? Number(found.dataset[name]) : null;
};

/**
 * Dragging a guest onto another place. Elements say with `data-guest` whom they carry and with `data-bed` where they
 * are; what a drop does, "Another place" (M) does with the keyboard.
 */
export const useDragToPlace = (onMove: (guestId: number, bedId: number) => void) => {
  const dragged = useRef<number | null>(null);
  const over = useRef<Element | null>(null);
  const mark = (target: EventTarget | null) => {
    over.current?.removeAttribute('data-drop');
    over.current = target instanceof Element ? target.closest('[data-bed]') : null;
    over.current?.setAttribute('data-drop', '');
  };
  return {
    onDragStart: (event: DragEvent) => {
      dragged.current = numberOn(event.target, 'guest');
      event.dataTransfer.effectAllowed = 'move';
      // Firefox begins no drag without data; no name leaves the page with it.
      event.dataTransfer.setData('text/plain', '');
    },
    onDragOver: (event: DragEvent) => {
      if (dragged.current === null || numberOn(event.target, 'bed') === null) return;
      event.preventDefault();
      mark(event.target);
    },
    onDrop: (event: DragEvent) => {
      const bedId = numberOn(event.target, 'bed');
      event.preventDefault();
      if (dragged.current !== null && bedId !== null) onMove(dragged.current, bedId);
    },
    onDragEnd: () => {
      dragged.current = null;
      mark(null);
    },
  };
};
