import type { ReferralStatus, ReferralUrgency } from '#prisma/generated/sqlite/enums.ts';
import { urgencyWords } from '#domain/notices/referral-work.ts';
import { html, type Html } from '../h5/html.ts';
import { deskWords } from './desk-words.ts';

/** One line of the desk's list; the name is masked. */
export interface DeskLine {
  id: string;
  number: string;
  name: string;
  urgency: ReferralUrgency;
  from: string;
  department: string;
  status: ReferralStatus;
  /** Until when an answer is due; the appointment, once it is answered. */
  when: string;
}

const states: Readonly<Partial<Record<ReferralStatus, string>>> = {
  sent: '等您答复',
  accepted: '已接收',
  attended: '已到诊，等小结',
};

export function signInView({ phone, words, code }: { phone: string; words: string; code?: true }): Html {
  return html`
<h1>${deskWords.signIn}</h1>
<p class="lead">${deskWords.signInText}</p>
${words === '' ? undefined : html`<p class="alert" role="alert">${words}</p>`}
<section>
  <form method="post" action="/desk/code">
    <label>${deskWords.phone}<input name="phone" inputmode="tel" autocomplete="tel" value="${phone}" required></label>
    <button class="plain wide">${deskWords.ask}</button>
  </form>
</section>
${
  code
    ? html`<section>
  <form method="post" action="/desk/sign-in">
    <input type="hidden" name="phone" value="${phone}">
    <label>${deskWords.code}<input name="code" inputmode="numeric" autocomplete="one-time-code" required></label>
    <button class="big">${deskWords.enter}</button>
  </form>
</section>`
    : undefined
}`;
}

/** @param done what was just done, in words. */
export function listView(name: string, lines: readonly DeskLine[], done: string): Html {
  return html`
<h1>${deskWords.title}</h1>
<p class="lead">${name}</p>
${done === '' ? undefined : html`<section role="status"><p>${done}</p></section>`}
${lines.length === 0 ? html`<section><p>${deskWords.none}</p></section>` : undefined}
${lines.map(
  ({ id, number, name: who, urgency, from, department, status, when }) => html`
<section>
  <h2>${urgencyWords[urgency]} ${number} ${who}</h2>
  <p>${from} → ${department}　<span class="whole">${states[status] ?? ''}</span></p>
  ${when === '' ? undefined : html`<p class="note">${status === 'sent' ? deskWords.answerBy : deskWords.appointment}：${when}</p>`}
  <a class="big" href="/desk/${id}">查看、处理</a>
</section>`,
)}
<form method="post" action="/desk/sign-out"><button class="plain wide">${deskWords.signOut}</button></form>`;
}
