import { useEffect, useState } from 'react';
import type { Phone, QrCode } from '#bot/sandbox/protocol.ts';
import { ServiceAvatar } from '../avatar.tsx';
import { BackIcon, ScanIcon } from '../icons.tsx';
import { connection } from '../state/connection.ts';
import { act } from '../state/store.ts';
import { useDialogFocus } from './dialog-focus.ts';

/** The Official Account's page in WeChat: follow, messages on or off, and the QR codes that hang somewhere. */
export function ProfileSheet({ phone, title, onClose }: { phone: Phone; title: string; onClose(): void }) {
  const sheet = useDialogFocus<HTMLDivElement>(onClose);
  const [codes, setCodes] = useState<readonly QrCode[]>();
  useEffect(() => {
    connection.codes().then(setCodes, () => setCodes([]));
  }, []);
  const scan = (scene: string) => {
    void act(phone.id, { do: 'scan', scene });
    onClose();
  };
  return (
    <div className="sheet" role="dialog" aria-modal="true" aria-label="公众号资料" ref={sheet} tabIndex={-1}>
      <header className="chat-top">
        <div className="chat-top-side">
          <button type="button" className="plain-icon" aria-label="返回" onClick={onClose}>
            <BackIcon />
          </button>
        </div>
        <h3>{title}</h3>
        <div className="chat-top-side end" />
      </header>
      <div className="profile">
        <div className="profile-card">
          <ServiceAvatar place="wechat" className="large" />
          <h4>{title}</h4>
          {phone.following ? (
            <button
              type="button"
              className="secondary"
              onClick={() => void act(phone.id, { do: 'unfollow' }).then(onClose)}
            >
              取消关注
            </button>
          ) : (
            <button
              type="button"
              className="primary"
              onClick={() => void act(phone.id, { do: 'follow' }).then(onClose)}
            >
              关注公众号
            </button>
          )}
        </div>
        {phone.following && (
          <label className="profile-row">
            <span>接收消息</span>
            <input
              type="checkbox"
              role="switch"
              checked={phone.receiving ?? true}
              onChange={(event) => void act(phone.id, { do: 'receive', messages: event.target.checked ? 'on' : 'off' })}
            />
          </label>
        )}
        <h4 className="profile-title">
          <ScanIcon />
          扫一扫
        </h4>
        {codes?.length === 0 && <p className="profile-note">现在没有可以扫的二维码。</p>}
        <ul className="codes">
          {(codes ?? []).map(({ scene, caption }) => (
            <li key={scene}>
              <button type="button" onClick={() => scan(scene)}>
                <QrDrawing seed={scene} />
                {caption}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Looks like a QR code and is none: always the same for one scene. */
function QrDrawing({ seed }: { seed: string }) {
  const size = 9;
  const dark = Array.from({ length: size * size }, (_, at) => {
    const code = seed.codePointAt(at % seed.length) ?? 0;
    return (code * (at + 7) * 31 + at * at) % 5 < 2;
  });
  const corners = [
    [0, 0],
    [6, 0],
    [0, 6],
  ] as const;
  return (
    <svg className="qr" viewBox="0 0 9 9" aria-hidden="true">
      <rect width="9" height="9" fill="#fff" />
      {dark.map((on, at) => on && <rect key={at} x={at % size} y={Math.floor(at / size)} width="1" height="1" />)}
      {corners.map(([x, y]) => (
        <g key={`${x}${y}`}>
          <rect x={x} y={y} width="3" height="3" fill="#fff" />
          <rect x={x + 0.25} y={y + 0.25} width="2.5" height="2.5" fill="none" stroke="#111" strokeWidth=".5" />
          <rect x={x + 1} y={y + 1} width="1" height="1" />
        </g>
      ))}
    </svg>
  );
}
