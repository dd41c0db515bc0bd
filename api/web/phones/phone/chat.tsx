import { Fragment, type UIEvent, useEffect, useRef } from 'react';
import type { Bubble, Phone, Place } from '#bot/sandbox/protocol.ts';
import { ServiceAvatar } from '../avatar.tsx';
import { loadBubbles, useStore } from '../state/store.ts';
import type { Times } from '../state/time.ts';
import { BubbleView } from './bubble-view.tsx';

/** A pause of this many milliseconds gets a time above the next message, as in WeChat. */
const pause = 5 * 60_000;

/** The messages of one application, newest at the bottom and in view. */
export function Chat({
  phone,
  place,
  bubbles,
  typing,
  times,
  onLink,
  onEnvelopes,
}: {
  phone: Phone;
  place: Place;
  bubbles: readonly Bubble[];
  typing: boolean;
  times: Times;
  onLink(url: string): void;
  onEnvelopes(bubble: number): void;
}) {
  const now = useStore((state) => state.now);
  const complete = useStore((state) => state.complete.has(phone.id));
  const list = useRef<HTMLDivElement>(null);
  const lastHeard = bubbles.findLast((bubble) => !bubble.mine && bubble.content.kind !== 'fact');
  const answered = bubbles.some(
    (bubble) => bubble.mine && lastHeard && bubble.id > lastHeard.id && bubble.content.kind !== 'fact',
  );

  // The newest message stays in view, unless somebody scrolled up to read; saying something goes back down.
  const stuck = useRef(true);
  const seenTop = useRef(0);
  const lastSaid = bubbles.findLast((bubble) => bubble.mine)?.id;
  useEffect(() => {
    if (lastSaid !== undefined) stuck.current = true;
  }, [lastSaid]);
  useEffect(() => {
    const frame = list.current;
    const content = frame?.firstElementChild;
    if (!frame || !content) return;
    const observer = new ResizeObserver(() => {
      if (stuck.current) frame.scrollTo({ top: frame.scrollHeight });
    });
    observer.observe(frame);
    observer.observe(content);
    return () => observer.disconnect();
  }, []);
  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
    // What grows below also fires this; only going up lets go.
    if (scrollHeight - scrollTop - clientHeight < 80) stuck.current = true;
    else if (scrollTop < seenTop.current) stuck.current = false;
    seenTop.current = scrollTop;
  };

  return (
    <div className="chat" ref={list} role="log" aria-label={`${phone.name}的消息`} tabIndex={0} onScroll={onScroll}>
      <div className="chat-content">
        {!complete && bubbles.length > 0 && (
          <button type="button" className="earlier" onClick={() => void loadBubbles(phone.id)}>
            更早的消息
          </button>
        )}
        {bubbles.length === 0 && (
          <p className="chat-empty">{place === 'sms' ? '还没有短信' : '还没有消息，先说一句吧'}</p>
        )}
        {bubbles.map((bubble, index) => {
          const before = bubbles[index - 1];
          const at = new Date(bubble.at);
          const apart = !before || at.getTime() - new Date(before.at).getTime() > pause;
          return (
            <Fragment key={bubble.id}>
              {apart && (
                <time className="chat-time" dateTime={bubble.at}>
                  {times.label(at, now)}
                </time>
              )}
              <BubbleView
                bubble={bubble}
                phone={phone}
                open={bubble.id === lastHeard?.id && !answered}
                onLink={onLink}
                onEnvelopes={onEnvelopes}
              />
            </Fragment>
          );
        })}
        {typing && place !== 'sms' && (
          <div className="bubble-row" aria-hidden="true">
            <ServiceAvatar place={place} />
            <div className="bubble theirs dots">
              <i />
              <i />
              <i />
            </div>
          </div>
        )}
      </div>
    </div>
  );
}
