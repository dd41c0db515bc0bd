import type { Bubble, Phone } from '#bot/sandbox/protocol.ts';
import { askedFor, codeIn } from '../state/words.ts';

/** What could be said now: the code from an SMS, what the last message asks for, and 试试这样说. */
export function Chips({
  phone,
  place,
  bubbles,
  onSay,
}: {
  phone: Phone;
  place: 'wechat' | 'wecom';
  bubbles: readonly Bubble[];
  onSay(words: string): void;
}) {
  const code = freshCode(bubbles, place);
  const last = bubbles.findLast((bubble) => bubble.place === place && bubble.content.kind === 'text');
  const question = last && !last.mine && last.content.kind === 'text' ? last.content.text : '';
  const asked = askedFor(question);
  const own = /手机号/u.test(question) ? phone.phoneNumber : undefined;
  const said = new Set(bubbles.flatMap(({ mine, content }) => (mine && content.kind === 'text' ? content.text : [])));
  // What was tried already comes last.
  const tries = phone.tries
    .filter((words) => !asked.includes(words))
    .sort((one, other) => Number(said.has(one)) - Number(said.has(other)));
  if (code === undefined && own === undefined && asked.length === 0 && tries.length === 0) return null;
  return (
    <ul key={last?.id} className="chips" aria-label="试试这样说">
      {code !== undefined && (
        <li>
          <button type="button" className="chip code" onClick={() => onSay(code)}>
            短信验证码 <b>{code}</b>
          </button>
        </li>
      )}
      {own !== undefined && (
        <li>
          <button type="button" className="chip code" onClick={() => onSay(own)}>
            本机号码 <b>{own}</b>
          </button>
        </li>
      )}
      {asked.map((words) => (
        <li key={`asked ${words}`}>
          <button type="button" className="chip asked" onClick={() => onSay(words)}>
            {words}
          </button>
        </li>
      ))}
      {tries.length > 0 && (
        <li className="chips-title" aria-hidden="true">
          试试
        </li>
      )}
      {tries.map((words) => (
        <li key={words}>
          <button type="button" className="chip" onClick={() => onSay(words)}>
            {words}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The code of the newest SMS, until something is said after it. */
function freshCode(bubbles: readonly Bubble[], place: 'wechat' | 'wecom'): string | undefined {
  const sms = bubbles.findLast((bubble) => bubble.place === 'sms');
  if (sms?.content.kind !== 'sms') return undefined;
  const spoken = bubbles.some((bubble) => bubble.place === place && bubble.mine && bubble.id > sms.id);
  return spoken ? undefined : codeIn(sms.content.text);
}
