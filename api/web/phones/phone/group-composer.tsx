import { type KeyboardEvent, useId, useState } from 'react';
import type { Bubble, Phone } from '#bot/sandbox/protocol.ts';
import { act } from '../state/store.ts';

/** Where the neighbours of a group write, each in turn. */
export function GroupComposer({
  phone,
  member,
  bubbles,
  onMember,
}: {
  phone: Phone;
  member: string;
  bubbles: readonly Bubble[];
  onMember(member: string): void;
}) {
  const [text, setText] = useState('');
  const id = useId();
  const write = (words: string) => {
    const trimmed = words.trim();
    if (trimmed === '') return;
    setText('');
    void act(phone.id, { do: 'write-in-group', member, text: trimmed }).then((answer) => {
      // What did not go out is not lost.
      if (!answer) setText((current) => (current === '' ? trimmed : current));
    });
  };
  const onKey = (event: KeyboardEvent) => {
    // While an input method is composing, Enter chooses a candidate.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    write(text);
  };
  const said = new Set(bubbles.flatMap(({ content }) => (content.kind === 'text' ? content.text : [])));
  // What was tried already comes last.
  const tries = phone.tries.toSorted((one, other) => Number(said.has(one)) - Number(said.has(other)));

  return (
    <footer className="composer">
      <ul className="chips" aria-label="试试这样说">
        <li className="chips-title" aria-hidden="true">
          试试
        </li>
        {tries.map((words) => (
          <li key={words}>
            <button type="button" className="chip" onClick={() => write(words)}>
              {words}
            </button>
          </li>
        ))}
      </ul>
      <div className="members" role="group" aria-label="谁在说话">
        {(phone.members ?? []).map((one) => (
          <button key={one} type="button" aria-pressed={one === member} onClick={() => onMember(one)}>
            {one}
          </button>
        ))}
      </div>
      <div className="composer-row">
        <label className="unseen" htmlFor={id}>
          {`以${member}的身份写消息`}
        </label>
        <textarea
          id={id}
          rows={1}
          value={text}
          enterKeyHint="send"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
        />
        <button type="button" className="send" disabled={text.trim() === ''} onClick={() => write(text)}>
          发送
        </button>
      </div>
    </footer>
  );
}
