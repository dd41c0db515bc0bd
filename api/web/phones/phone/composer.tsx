import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Action, Bubble, MenuEntry, Phone } from '#bot/sandbox/protocol.ts';
import { KeyboardIcon, MenuIcon, PlusIcon, VoiceIcon } from '../icons.tsx';
import { act } from '../state/store.ts';
import { AppMenu } from './app-menu.tsx';
import { Chips } from './chips.tsx';
import { SharePanel } from './share-panel.tsx';

type Mode = 'words' | 'voice' | 'menu';

/** Where a person writes, speaks or presses the account's menu. */
export function Composer({
  phone,
  place,
  menu,
  bubbles,
  onPage,
}: {
  phone: Phone;
  place: 'wechat' | 'wecom';
  menu: readonly MenuEntry[];
  bubbles: readonly Bubble[];
  onPage(url: string): void;
}) {
  const [mode, setMode] = useState<Mode>('words');
  const [text, setText] = useState('');
  const [sharing, setSharing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();

  const say = (words: string) => {
    const trimmed = words.trim();
    if (trimmed === '') return;
    setText('');
    setSharing(false);
    const action: Action = { do: mode === 'voice' ? 'speak' : 'say', place, text: trimmed };
    void act(phone.id, action).then((answer) => {
      // What did not go out is not lost.
      if (!answer) setText((current) => (current === '' ? trimmed : current));
    });
  };
  const onKey = (event: KeyboardEvent) => {
    // While an input method is composing, Enter chooses a candidate.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    say(text);
  };
  const turn = (next: Mode) => {
    setMode(next);
    setSharing(false);
    if (next !== 'menu') queueMicrotask(() => field.current?.focus());
  };

  return (
    <footer className="composer">
      <Chips
        phone={phone}
        place={place}
        bubbles={bubbles}
        onSay={(words) => void act(phone.id, { do: 'say', place, text: words })}
      />
      <div className="composer-row">
        {menu.length > 0 && (
          <button
            type="button"
            className="plain-icon"
            aria-label={mode === 'menu' ? '打字' : '打开菜单'}
            onClick={() => turn(mode === 'menu' ? 'words' : 'menu')}
          >
            {mode === 'menu' ? <KeyboardIcon /> : <MenuIcon />}
          </button>
        )}
        {mode === 'menu' ? (
          <AppMenu
            entries={menu}
            onPress={(position) =>
              void act(phone.id, { do: 'press-menu', place, position }).then((answer) => {
                if (answer?.page) onPage(answer.page);
              })
            }
          />
        ) : (
          <>
            <button
              type="button"
              className="plain-icon"
              aria-label={mode === 'voice' ? '改用文字' : '说话（用文字代替）'}
              aria-pressed={mode === 'voice'}
              onClick={() => turn(mode === 'voice' ? 'words' : 'voice')}
            >
              {mode === 'voice' ? <KeyboardIcon /> : <VoiceIcon />}
            </button>
            <label className="unseen" htmlFor={id}>
              {`以${phone.name}的身份${mode === 'voice' ? '说话' : '写消息'}`}
            </label>
            <textarea
              id={id}
              ref={field}
              rows={1}
              value={text}
              className={mode === 'voice' ? 'speaking' : ''}
              placeholder={mode === 'voice' ? '把要说的话打在这里' : ''}
              enterKeyHint="send"
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKey}
            />
            {text.trim() === '' ? (
              <button
                type="button"
                className="plain-icon"
                aria-label="图片、位置和文件"
                aria-expanded={sharing}
                onClick={() => setSharing(!sharing)}
              >
                <PlusIcon />
              </button>
            ) : (
              <button type="button" className="send" onClick={() => say(text)}>
                发送
              </button>
            )}
          </>
        )}
      </div>
      {sharing && mode !== 'menu' && (
        <SharePanel
          onShare={(what) => {
            setSharing(false);
            void act(phone.id, { do: 'share', place, what });
          }}
        />
      )}
    </footer>
  );
}
