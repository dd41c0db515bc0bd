import { useEffect, useRef, useState } from 'react';
import type { Caused } from '#bot/sandbox/protocol.ts';
import { ClockIcon, CloseIcon } from './icons.tsx';
import { connection } from './state/connection.ts';
import { moveClock, programTime, useStore } from './state/store.ts';
import type { Times } from './state/time.ts';
import { useNow } from './state/now.ts';

/** Everybody's clock, the ways to move it forward, and what that caused. */
export function ClockBar({ times, wide }: { times: Times; wide: boolean }) {
  const [open, setOpen] = useState(false);
  const now = useNow();
  const moving = useStore((state) => state.moving);
  const caused = useStore((state) => state.caused);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (caused.length > 0) setOpen(true);
  }, [caused]);
  useEffect(() => {
    if (!open) return;
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    window.addEventListener('keydown', close);
    return () => window.removeEventListener('keydown', close);
  }, [open]);

  return (
    <section className="clock" aria-label="大家的时钟" ref={panel}>
      <button type="button" className="clock-face" aria-expanded={open} onClick={() => setOpen(!open)}>
        <ClockIcon />
        <span className="clock-day">{times.day(now)}</span>
        <time dateTime={now.toISOString()}>{times.clock(now)}</time>
        <span className="clock-open" aria-hidden="true">
          {moving ? '…' : '▾'}
        </span>
      </button>
      {wide && <Moves times={times} moving={moving} />}
      {open && (
        <div className="clock-panel">
          {!wide && <p className="clock-hint">拨快大家共用的时钟，到点的事会照样发生。</p>}
          {!wide && <Moves times={times} moving={moving} />}
          <div className="clock-panel-head">
            <h2>{moving ? '时间在走…' : '拨快时钟带来的事'}</h2>
            <button type="button" className="plain-icon" aria-label="收起" onClick={() => setOpen(false)}>
              <CloseIcon />
            </button>
          </div>
          <CausedList caused={caused} times={times} now={now} />
        </div>
      )}
    </section>
  );
}

function Moves({ times, moving }: { times: Times; moving: boolean }) {
  return (
    <div className="clock-moves" role="group" aria-label="拨快时钟">
      <button type="button" disabled={moving} onClick={() => void moveClock({ advance: 'PT1H' })}>
        +1小时
      </button>
      <button
        type="button"
        disabled={moving}
        onClick={() => void moveClock({ now: times.tomorrowAt(8, programTime()) })}
      >
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

async function toNextOpening(): Promise<void> {
  const { at } = await connection.nextOpening().catch(() => ({ at: undefined }));
  await (at === undefined ? moveClock({ next: true }) : moveClock({ now: at }));
}

function CausedList({ caused, times, now }: { caused: readonly Caused[]; times: Times; now: Date }) {
  if (caused.length === 0) return <p className="clock-nothing">还没有。拨快以后，到点的提醒、叫号和到期会列在这里。</p>;
  return (
    <ol className="caused" aria-live="polite">
      {caused.map(({ at, what }, index) => (
        <li key={`${at}${index}`}>
          <time dateTime={at}>{times.label(new Date(at), now)}</time>
          <span>{what}</span>
        </li>
      ))}
    </ol>
  );
}
