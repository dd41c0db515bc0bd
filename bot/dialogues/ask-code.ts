import type { CodeChecked, CodeSent } from '#domain/residents/codes.ts';
import { readPhone } from '#domain/residents/phone.ts';
import type { Script } from '../dialogue-world.ts';
import type { Plain, Stored } from '../engine/script.ts';
import { codes } from '../replies/identity.ts';

/** What a person brings to prove something by a code. */
export type Proof = { phone: string } | { deskCode: string };

export interface CodeAsking<T extends { outcome: string }> {
  /** Begins the keys of the questions: `bind`. */
  key: string;
  from: Proof;
  /**
   * `may-change`: another phone may be written instead of the code, and the desk's code counts too. `none`: no code can be
   * sent, the desk's alone counts.
   */
  phone: 'may-change' | 'fixed' | 'none';
  send(phone: string): Promise<CodeSent>;
  /** One guess: what came of the right code, or why it was not right. Throws no refusal for a wrong one. */
  check(phone: string | undefined, code: string): Promise<T | WrongCode>;
  /** What is proven: a guess is made again when it changes. */
  per: Plain;
}

export type WrongCode = Exclude<CodeChecked, { outcome: 'right' }>;

/** More messages than the day's codes and their tries can need. */
const most = 40;

/**
 * Sends a code and asks for it until it is right: wrong ones may be corrected, a late one sent again, a mistyped phone
 * replaced. Undefined when it was tried too often.
 */
export async function askCode<T extends { outcome: string }>(
  { ask, act, say }: Script,
  { key, from, phone: phones, send, check, per }: CodeAsking<T>,
): Promise<Stored<T> | undefined> {
  let phone = 'phone' in from ? from.phone : undefined;
  let codeId = 'none';
  let entry = 'phone' in from ? '重发' : from.deskCode;
  let prompt: string = codes.ask;
  for (let round = 0; round < most; round += 1) {
    if (entry === '重发') {
      const to = phone;
      if (to !== undefined) {
        const sent = await act(`${key}.send.${round}`, () => send(to), { per: to });
        if (sent.outcome === 'sent') codeId = sent.codeId;
        say(codes.sent(sent));
        prompt = codes.asked(sent, phones === 'may-change' ? 'may-change' : 'fixed');
      }
    } else {
      const code = entry;
      const checked = await act(`${key}.check.${round}.${codeId}`, () => check(phone, code), {
        per: [per, phone ?? '', code],
      });
      if (!isWrong(checked)) return checked;
      say(sayWrong(checked, phone, phones));
      prompt = codes.askAgain;
    }
    const said = await ask(`${key}.entry.${round}.${codeId}`, {
      title: codes.title,
      prompt,
      help: helps[phones],
      shown: 'hidden',
      accept: (text) => readEntry(text, phones === 'may-change', phone !== undefined),
      hint: phones === 'none' ? codes.deskNotRead : codes.notRead,
    });
    const other = said === '重发' ? undefined : readPhone(said)?.number;
    if (other !== undefined) phone = other;
    entry = other === undefined ? said : '重发';
  }
  return undefined;
}

const helps = { 'may-change': codes.help, fixed: codes.fixedHelp, none: codes.deskHelp } as const;

function sayWrong(checked: WrongCode, phone: string | undefined, phones: keyof typeof helps): string {
  if (phones === 'none') return codes.wrongDeskOnly;
  return phone === undefined ? codes.wrongAtDesk : codes.wrong(checked);
}

const again =
  /^(?:请|麻烦)?(?:再|重新?)(?:发|来|传)(?:一?(?:次|条|遍|个))?(?:验证码)?[吧。!！]*$|(?:没|没有|未)(?:有)?收到|收不到/u;

/** `重发`, another phone, or six figures; undefined for anything else. */
function readEntry(text: string, mayChange: boolean, canSend: boolean): string | undefined {
  const said = text.normalize('NFKC').trim();
  if (canSend && again.test(said)) return '重发';
  const phone = mayChange ? readPhone(said)?.number : undefined;
  if (phone !== undefined) return phone;
  const figures = said.replace(/[\s-]/gu, '').match(/\d+/gu) ?? [];
  return figures.length === 1 && figures[0]?.length === 6 ? figures[0] : undefined;
}

function isWrong<T extends { outcome: string }>(checked: Stored<T | WrongCode>): checked is Stored<WrongCode> {
  return checked.outcome === 'wrong' || checked.outcome === 'expired' || checked.outcome === 'tries-used';
}
