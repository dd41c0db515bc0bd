import { useEffect } from 'react';
import type { Overview } from '#bot/sandbox/protocol.ts';
import { ClockIcon, CloseIcon } from './icons.tsx';
import { connection } from './state/connection.ts';
import { moveClock, openClock, useStore } from './state/store.ts';
import type { Times } from './state/time.ts';

/** Everybody's clock and the ways to move it forward. Where there is room, what that caused stands in a band below. */
export function ClockBar({ times, wide, quiet }: { times: Times; wide: boolean; quiet: Overview['quietHours'] }) {
  const open = useStore((state) => state.clockOpen);
  const now = useStore((state) => state.now);
  const moving = useStore((state) => state.moving);
  useEffect(() => {
    if (!open) return;
    const close = (event: KeyboardEvent) => event.key === 'Escape' && openClock(false);
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [open]);

  return (
    <section className="clock" aria-label="大家的时钟">
      <button type="button" className="clock-face" aria-expanded={open} onClick={() => openClock(!open)}>
        <ClockIcon />
        <span className="clock-day">{times.day(now)}</span>
        <time dateTime={now.toISOString()}>{times.clock(now)}</time>
        <span className="clock-open" aria-hidden="true">
          {moving ? '…' : '▾'}
        </span>
      </button>
      {wide && <Moves times={times} moving={moving} />}
      {wide && <QuietHours quiet={quiet} now={times.clock(now)} />}
      {open && !wide && (
        <div className="clock-panel">
          <p className="clock-hint">拨快大家共用的时钟，到点的事会照样发生。</p>
          <QuietHours quiet={quiet} now={times.clock(now)} />
          <Moves times={times} moving={moving} />
          <CausedList times={times} />
        </div>
      )}
    </section>
  );
}

/** What moving the clock caused, oldest first. */
export function CausedList({ times }: { times: Times }) {
  const now = useStore((state) => state.now);
  const moving = useStore((state) => state.moving);
  const caused = useStore((state) => state.caused);
  const title = moving ? '时间在走…' : '拨快时钟带来的事';
  return (
    <section className="caused" aria-label={title}>
      <h2>{title}</h2>
      {caused && caused.length > 0 ? (
        <ol aria-live="polite">
          {caused.map(({ at, what }, index) => (
            <li key={`${at}${index}`}>
              <time dateTime={at}>{times.label(new Date(at), now)}</time>
              <span>{what}</span>
            </li>
          ))}
        </ol>
      ) : (
        <p className="clock-nothing">{moving ? '' : caused ? '这段时间里没有到点的事。' : '还没有拨快过。'}</p>
      )}
      <button type="button" className="plain-icon" aria-label="收起" onClick={() => openClock(false)}>
        <CloseIcon />
      </button>
    </section>
  );
}

function Moves({ times, moving }: { times: Times; moving: boolean }) {
  const now = useStore((state) => state.now);
  return (
    <div className="clock-moves" role="group" aria-label="拨快时钟">
      <button type="button" disabled={moving} onClick={() => void moveClock({ advance: 'PT1H' })}>
        +1小时
      </button>
      <button type="button" disabled={moving} onClick={() => void moveClock({ now: times.tomorrowAt(8, now) })}>
        明天早上8点
      </button>
      <button type="button" disabled={moving} onClick={() => void moveClock({ next: true })}>
        到下一件事
      </button>
      <button type="button" disabled={moving} onClick={() => void toNextOpening()}>
        到下次夜门诊
      </button>
    </div>
  );
}

/** At night most notices wait; nobody should wait for them without knowing. */
function QuietHours({ quiet, now }: { quiet: Overview['quietHours']; now: string }) {
  if (!quiet) return null;
  const { from, to } = quiet;
  const inside = from < to ? from <= now && now < to : from <= now || now < to;
  if (!inside) return null;
  return <p className="clock-quiet">{`现在免打扰，多数通知等到${to}才发，可以拨快时钟`}</p>;
}

async function toNextOpening(): Promise<void> {
  const { at } = await connection.nextOpening().catch(() => ({ at: undefined }));
  await (at === undefined ? moveClock({ next: true }) : moveClock({ now: at }));
}
