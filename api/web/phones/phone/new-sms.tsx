import { useEffect, useState } from 'react';
import type { Bubble, Place } from '#bot/sandbox/protocol.ts';
import { MailIcon } from '../icons.tsx';

/** How long the banner of a new SMS hangs down, in milliseconds. */
const shownFor = 8_000;

/** The banner that hangs down when an SMS arrives while something else is open. */
export function NewSms({
  bubbles,
  loaded,
  place,
  onOpen,
}: {
  bubbles: readonly Bubble[];
  /** What is in `bubbles` now was there before. */
  loaded: boolean;
  place: Place;
  onOpen(): void;
}) {
  const newest = bubbles.findLast((bubble) => bubble.place === 'sms');
  const newestId = newest?.id ?? 0;
  const [known, setKnown] = useState<number>();
  const [shown, setShown] = useState<Bubble>();
  if (loaded && newestId !== known) {
    setKnown(newestId);
    // The first list is history; only what comes after it is news.
    if (known !== undefined && newestId > known) setShown(newest);
  }
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => setShown(undefined), shownFor);
    return () => clearTimeout(timer);
  }, [shown]);
  // Who goes on talking has read it.
  const answered = bubbles.some((bubble) => bubble.mine && shown && bubble.id > shown.id);
  if (!shown || answered || place === 'sms' || shown.content.kind !== 'sms') return null;
  const open = () => {
    setShown(undefined);
    onOpen();
  };
  return (
    <button type="button" className="new-sms" onClick={open}>
      <span className="new-sms-icon">
        <MailIcon />
      </span>
      <span>
        <strong>短信</strong>
        {shown.content.text}
      </span>
    </button>
  );
}
