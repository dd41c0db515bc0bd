import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Overview } from '#bot/sandbox/protocol.ts';
import { CausedList, ClockBar } from './clock-bar.tsx';
import { EnvelopeDrawer } from './envelope-drawer.tsx';
import { PeopleStrip } from './people-strip.tsx';
import { PhoneColumn } from './phone/phone-column.tsx';
import { useChosenPhones } from './state/chosen-phones.ts';
import { putTroubleAway, start, useStore } from './state/store.ts';
import { timesIn } from './state/time.ts';
import { useWidth } from './state/width.ts';

/** The page of phones: a strip of people, the phones of some of them, and everybody's clock. */
export function Page() {
  useEffect(start, []);
  const overview = useStore((state) => state.overview);
  const connected = useStore((state) => state.connected);
  if (!overview) return <p className="page-wait">{connected ? '' : '正在连接演示环境…'}</p>;
  return <Loaded overview={overview} />;
}

function Loaded({ overview }: { overview: Overview }) {
  const { wide, room } = useWidth();
  const { shown, toggle } = useChosenPhones(overview.phones, room);
  const [opened, setOpened] = useState<number>();
  const close = useCallback(() => setOpened(undefined), []);
  const times = useMemo(() => timesIn(overview.timeZone), [overview.timeZone]);
  const clockOpen = useStore((state) => state.clockOpen);
  const phones = shown.flatMap((id) => overview.phones.find((phone) => phone.id === id) ?? []);

  return (
    <div className={`page ${wide ? 'wide' : 'narrow'}`}>
      <header className="page-top">
        <h1 className="brand">
          <BrandMark />
          <span>
            家医<small>演示手机</small>
          </span>
        </h1>
        <ClockBar times={times} wide={wide} quiet={overview.quietHours} />
        <p className="invented">
          <strong>演示</strong>
          人物和号码都是虚构的
        </p>
      </header>
      {wide && clockOpen && <CausedList times={times} />}
      <PeopleStrip phones={overview.phones} shown={shown} onToggle={toggle} />
      <main className="phones">
        {phones.map((phone) => (
          <PhoneColumn
            key={phone.id}
            phone={phone}
            overview={overview}
            times={times}
            framed={wide}
            onHide={phones.length > 1 ? () => toggle(phone.id) : undefined}
            onEnvelopes={setOpened}
          />
        ))}
      </main>
      <Trouble />
      {opened !== undefined && <EnvelopeDrawer key={opened} bubble={opened} times={times} onClose={close} />}
    </div>
  );
}

function Trouble() {
  const trouble = useStore((state) => state.trouble);
  const connected = useStore((state) => state.connected);
  const text = connected ? trouble : '和程序断开了，正在重新连接…';
  if (text === undefined) return null;
  return (
    <div className="trouble" role="alert">
      <span>{text}</span>
      {connected && (
        <button type="button" onClick={putTroubleAway}>
          知道了
        </button>
      )}
    </div>
  );
}

function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="16" />
      <path d="M32 13 12 30h5v20h30V30h5z" fill="#fff" />
      <path d="M29 30h6v6h6v6h-6v6h-6v-6h-6v-6h6z" />
    </svg>
  );
}
