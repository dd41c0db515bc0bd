import { useEffect, useState } from 'react';
import type { Overview, Phone, Place } from '#bot/sandbox/protocol.ts';
import { Avatar } from '../avatar.tsx';
import { CloseIcon } from '../icons.tsx';
import { act, loadBubbles, useStore } from '../state/store.ts';
import type { Times } from '../state/time.ts';
import { PhoneScreen } from './phone-screen.tsx';

export interface PhoneColumnProps {
  phone: Phone;
  overview: Overview;
  times: Times;
  /** Drawn as a device with a caption above it; otherwise it fills the page. */
  framed: boolean;
  onHide: (() => void) | undefined;
  onEnvelopes(bubble: number): void;
}

/** One person's phone. */
export function PhoneColumn({ phone, overview, times, framed, onHide, onEnvelopes }: PhoneColumnProps) {
  const [place, setPlace] = useState<Place>(phone.places[0] ?? 'sms');
  useEffect(() => void loadBubbles(phone.id), [phone.id]);
  // WeCom tells its application every time that it is opened.
  useEffect(() => {
    if (place === 'wecom') void act(phone.id, { do: 'enter' });
  }, [phone.id, place]);
  const buzzing = useBuzz(phone);

  const unread = phone.unread[place];
  useEffect(() => {
    if (unread > 0) void act(phone.id, { do: 'read', place });
  }, [phone.id, place, unread]);

  const screen = (
    <PhoneScreen
      phone={phone}
      overview={overview}
      times={times}
      place={place}
      onPlace={setPlace}
      onEnvelopes={onEnvelopes}
    />
  );
  if (!framed)
    return (
      <section className="phone-whole" aria-label={`${phone.name}的手机`}>
        {screen}
      </section>
    );
  return (
    <section className="phone-column" aria-label={`${phone.name}的手机`}>
      <div className="caption">
        <Avatar name={phone.name} />
        <div className="caption-words">
          <h2>{phone.name}</h2>
          <p>{phone.about}</p>
        </div>
        {onHide && (
          <button type="button" className="plain-icon" aria-label={`收起${phone.name}的手机`} onClick={onHide}>
            <CloseIcon />
          </button>
        )}
      </div>
      <div className={`device ${buzzing ? 'buzz' : ''}`}>
        <StatusBar times={times} />
        {screen}
      </div>
    </section>
  );
}

function StatusBar({ times }: { times: Times }) {
  const now = useStore((state) => state.now);
  return (
    <div className="status-bar" aria-hidden="true">
      <span>{times.clock(now)}</span>
      <span className="status-signs">
        <i className="signal" />
        5G
        <i className="battery" />
      </span>
    </div>
  );
}

/** True for a moment whenever something unread arrives. */
function useBuzz(phone: Phone): boolean {
  const total = Object.values(phone.unread).reduce((sum, count) => sum + count, 0);
  const [seen, setSeen] = useState(total);
  const [buzzing, setBuzzing] = useState(false);
  if (total !== seen) {
    setSeen(total);
    if (total > seen) setBuzzing(true);
  }
  useEffect(() => {
    if (!buzzing) return;
    const timer = setTimeout(() => setBuzzing(false), 450);
    return () => clearTimeout(timer);
  }, [buzzing]);
  return buzzing;
}
