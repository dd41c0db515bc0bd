import { useEffect, useState } from 'react';
import type { Envelope, Payload } from '#bot/sandbox/protocol.ts';
import { CloseIcon } from './icons.tsx';
import { useDialogFocus } from './phone/dialog-focus.ts';
import { connection } from './state/connection.ts';
import type { Times } from './state/time.ts';
import { pretty } from './state/pretty.ts';

/** 看原文: what went over the wire for one message, as it was sent and what it meant. */
export function EnvelopeDrawer({ bubble, times, onClose }: { bubble: number; times: Times; onClose(): void }) {
  const drawer = useDialogFocus<HTMLElement>(onClose);
  const [envelopes, setEnvelopes] = useState<readonly Envelope[]>();
  useEffect(() => {
    connection.envelopes(bubble).then(setEnvelopes, () => setEnvelopes([]));
  }, [bubble]);
  return (
    <>
      <div className="drawer-behind" aria-hidden="true" onClick={onClose} />
      <aside className="drawer" role="dialog" aria-modal="true" aria-label="看原文" ref={drawer} tabIndex={-1}>
        <header>
          <h2>看原文</h2>
          <button type="button" className="plain-icon" aria-label="关闭" onClick={onClose}>
            <CloseIcon />
          </button>
        </header>
        <p className="drawer-hint">这条消息在程序和平台之间真正传输的内容，和接入真实平台时一样。</p>
        {envelopes?.length === 0 && <p className="drawer-hint">这条消息没有经过网络，只在手机上发生。</p>}
        {envelopes?.map((envelope, index) => (
          <EnvelopeView key={index} envelope={envelope} times={times} />
        ))}
      </aside>
    </>
  );
}

function EnvelopeView({ envelope, times }: { envelope: Envelope; times: Times }) {
  const { at, direction, attempt, method, url, request, status, answer, trouble } = envelope;
  return (
    <section className={`envelope ${direction}`}>
      <h3>
        <span>{direction === 'callback' ? '平台 → 程序' : '程序 → 平台'}</span>
        <time dateTime={at}>{times.clock(new Date(at))}</time>
        {attempt !== undefined && attempt > 1 && <b>第{attempt}次重发</b>}
      </h3>
      <p className="envelope-address">
        <code>{`${method} ${url}`}</code>
      </p>
      <PayloadView title="内容" payload={request} />
      {answer && <PayloadView title={`回答${status === undefined ? '' : ` HTTP ${status}`}`} payload={answer} />}
      {trouble !== undefined && <p className="envelope-trouble">{trouble}</p>}
    </section>
  );
}

function PayloadView({ title, payload }: { title: string; payload: Payload }) {
  const [wire, setWire] = useState(payload.plain === undefined);
  const text = wire ? payload.wire : (payload.plain ?? '');
  return (
    <div className="payload">
      <div className="payload-head">
        <h4>{title}</h4>
        {payload.plain !== undefined && (
          <div className="payload-switch" role="group" aria-label="怎么看">
            <button type="button" aria-pressed={!wire} onClick={() => setWire(false)}>
              解密后
            </button>
            <button type="button" aria-pressed={wire} onClick={() => setWire(true)}>
              传输中
            </button>
          </div>
        )}
      </div>
      <pre>{text === '' ? '（空）' : pretty(text)}</pre>
    </div>
  );
}
