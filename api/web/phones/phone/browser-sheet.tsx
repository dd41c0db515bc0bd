import { useRef, useState } from 'react';
import type { FrameName, Phone } from '#bot/sandbox/protocol.ts';
import { CloseIcon } from '../icons.tsx';
import { useDialogFocus } from './dialog-focus.ts';

/** WeChat's browser on the phone. Its frame's name tells the simulated authorisation whose phone it is. */
export function BrowserSheet({
  phone,
  url,
  publicUrl,
  onClose,
}: {
  phone: Phone;
  url: string;
  publicUrl: string;
  onClose(): void;
}) {
  const sheet = useDialogFocus<HTMLDivElement>(onClose);
  const frame = useRef<HTMLIFrameElement>(null);
  const [title, setTitle] = useState('');
  const name: FrameName = `phone:${phone.id}`;
  const home = new URL(publicUrl).origin;
  const trouble =
    new URL(url, publicUrl).origin !== home
      ? `这个网页不在演示环境里：${url}`
      : home !== window.location.origin
        ? `要看手机里的网页，请用这个地址打开演示：${home}/sandbox`
        : undefined;

  const onLoad = () => {
    const opened = frame.current?.contentWindow;
    if (!opened) return;
    try {
      setTitle(opened.document.title);
      giveBridge(opened, onClose);
    } catch {
      // Another origin keeps its title and its window to itself.
      setTitle('');
    }
  };
  return (
    <div className="sheet browser" role="dialog" aria-modal="true" aria-label="手机里的网页" ref={sheet} tabIndex={-1}>
      <header className="chat-top">
        <div className="chat-top-side">
          <button type="button" className="plain-icon" aria-label="关闭网页" onClick={onClose}>
            <CloseIcon />
          </button>
        </div>
        <h3>{title === '' ? (trouble === undefined ? '正在打开…' : '打不开网页') : title}</h3>
        <div className="chat-top-side end" />
      </header>
      {trouble !== undefined ? (
        <p className="browser-elsewhere">{trouble}</p>
      ) : (
        <iframe
          ref={frame}
          name={name}
          src={url}
          title={title === '' ? '网页' : title}
          // oxlint-disable-next-line react/iframe-missing-sandbox -- our own pages, which need scripts and their cookies; they only must not leave the frame
          sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-downloads"
          onLoad={onLoad}
        />
      )}
    </div>
  );
}

/** The part of WeChat's bridge that pages use to close themselves. */
function giveBridge(page: Window, close: () => void): void {
  const call = (name: string) => {
    if (name === 'closeWindow') close();
  };
  Object.assign(page, { WeixinJSBridge: { call, invoke: call } });
  page.document.dispatchEvent(new Event('WeixinJSBridgeReady'));
}
