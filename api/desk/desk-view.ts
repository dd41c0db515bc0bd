import type { ReferralStatus, ReferralUrgency } from '#prisma/generated/sqlite/enums.ts';
import { urgencyWords } from '#domain/notices/referral-work.ts';
import { declineWords } from '#domain/referrals/desk.ts';
import type { ReferralView } from '#domain/referrals/look.ts';
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
  by: string;
  status: ReferralStatus;
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

export function listView(name: string, lines: readonly DeskLine[]): Html {
  return html`
<h1>${deskWords.title}</h1>
<p class="lead">${name}</p>
${lines.length === 0 ? html`<section><p>${deskWords.none}</p></section>` : undefined}
${lines.map(
  ({ id, number, name: who, urgency, from, department, by, status }) => html`
<section>
  <h2>${urgencyWords[urgency]} ${number} ${who}</h2>
  <p>${from} → ${department}　${states[status] ?? ''}</p>
  ${by === '' ? undefined : html`<p class="note">时限：${by}</p>`}
  <a class="big" href="/desk/${id}">查看、处理</a>
</section>`,
)}
<form method="post" action="/desk/sign-out"><button class="plain wide">${deskWords.signOut}</button></form>`;
}

export function referralView({ referral, face, packet, sides }: ReferralView, words: string): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['姓名', `${face.name} ${face.person}`],
    ['来自', face.from],
    [deskWords.call, face.phone],
    ['科室', face.department],
    ['原因', packet.reason],
    ['所见', packet.findings],
    ['近期结果', packet.results.join('；')],
    ['时限', face.by],
  ];
  const path = `/desk/${referral.id}`;
  return html`
<h1>${urgencyWords[face.urgency]}${face.what} ${face.number}</h1>
${words === '' ? undefined : html`<p class="alert" role="alert">${words}</p>`}
<section><dl>${rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></section>
${sides.includes('recipient') ? formsOf(referral.status, referral.urgency, path, face.department) : undefined}
<p><a class="plain" href="/desk">回到列表</a></p>`;
}

function formsOf(status: ReferralStatus, urgency: ReferralUrgency, path: string, department: string): Html | undefined {
  switch (status) {
    case 'sent':
      return html`${urgency === 'emergency' ? attendForm(path) : undefined}${acceptForm(path, department)}${declineForm(path)}${forwardForm(path)}`;
    case 'accepted':
      return html`${attendForm(path)}${acceptForm(path, department)}`;
    case 'attended':
      return html`<section><h2>小结</h2><form method="post" action="${path}/return">
<label>诊断、处理、结果<input name="summary" maxlength="500" required></label>
<label>给家庭医生的建议<input name="advice" maxlength="200"></label>
<button class="big">交给家庭医生</button></form></section>`;
    default:
      return undefined;
  }
}

function acceptForm(path: string, department: string): Html {
  return html`<section><h2>接收</h2><form method="post" action="${path}/accept">
<label>日期<input type="date" name="date" required></label>
<label>时间<input type="time" name="time" required></label>
<label>院区<input name="campus" maxlength="30"></label>
<label>楼层<input name="floor" maxlength="30"></label>
<label>科室<input name="department" maxlength="30" value="${department}" required></label>
<label>医生<input name="doctor" maxlength="30"></label>
<button class="big">接收</button></form></section>`;
}

function declineForm(path: string): Html {
  return html`<section><h2>不接收</h2><form method="post" action="${path}/decline">
${Object.entries(declineWords).map(
  ([code, words]) => html`<label class="pick"><input type="radio" name="reason" value="${code}">${words}</label>`,
)}
<label>给居民的建议<input name="advice" maxlength="60"></label>
<button class="plain wide">不接收</button></form></section>`;
}

function forwardForm(path: string): Html {
  return html`<section><h2>建议转到别的医院</h2><form method="post" action="${path}/forward">
<label>医院<input name="hospital" maxlength="30"></label>
<label>原因<input name="why" maxlength="60"></label>
<button class="plain wide">建议另转</button></form></section>`;
}

function attendForm(path: string): Html {
  return html`<section><form method="post" action="${path}/attend"><button class="big">已到诊</button></form></section>`;
}
